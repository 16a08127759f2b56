import type { Json, Outcome, ResponseFormat } from '@dragoman/core';
import { bodyText } from './body-text.ts';
import { failure } from './reasons.ts';

/**
 * Reads the body of a complete response in the format the integration expects; undefined when there is none.
 *
 * A body that is not JSON is text: an error page, or an answer in plain words. Only a success that says it is JSON and
 * is not ends the call as `bad-body`.
 */
export const readBody = (
  format: ResponseFormat,
  { status, contentType, bytes }: { readonly status: number; readonly contentType: string; readonly bytes: Buffer },
): { readonly body?: Json } | Outcome => {
  if (bytes.length === 0) return {};
  const { text, isExact } = bodyText(bytes, contentType);
  const promises = status >= 200 && status < 300 ? promisedFormat(contentType) : undefined;
  if (format === 'json' && promises === 'json' && !isExact) return failure('bad-body', 'The response says it is JSON but is not in UTF-8.');
  return readers[format](text, promises === format);
};

const readers: { readonly [F in ResponseFormat]: (text: string, isPromised: boolean) => { readonly body?: Json } | Outcome } = {
  json(text, isPromised) {
    try {
      return { body: JSON.parse(text) as Json };
    } catch {
      return isPromised ? failure('bad-body', 'The response says it is JSON but cannot be parsed as JSON.') : { body: text };
    }
  },
  xml: (text) => ({ body: text }),
  text: (text) => ({ body: text }),
};

/** `application/json`, `application/problem+json`, …; likewise for XML. */
const promisedFormat = (contentType: string): ResponseFormat | undefined => {
  const [type = ''] = contentType.split(';', 1);
  const [, format] = /[/+](json|xml)\s*$/i.exec(type) ?? [];
  return format?.toLowerCase() as ResponseFormat | undefined;
};
