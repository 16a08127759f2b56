import type { Json, Outcome, ResponseFormat } from '@dragoman/core';
import { bodyText } from './body-text.ts';
import { deepestBody, isTooDeep } from './nesting.ts';
import { failure } from './reasons.ts';

/**
 * Reads the body of a complete response in the format the integration expects; undefined when there is none.
 *
 * A body that is not JSON is text: an error page, or an answer in plain words. Only a success that says it is JSON and
 * is not ends the call as `bad-body`.
 */
export const readBody = (
  format: ResponseFormat,
  status: number,
  contentType: string,
  bytes: Buffer,
): { readonly body?: Json } | Outcome => {
  if (bytes.length === 0) return {};
  const { text, isExact } = bodyText(bytes, contentType);
  if (format !== 'json') return readers[format](text);
  const isPromised = status >= 200 && status < 300 && jsonType.test(contentType);
  if (isPromised && !isExact) return failure('bad-body', 'The response says it is JSON but is not in UTF-8.');
  return readJson(text, isPromised);
};

/** `application/json`, `application/problem+json`, … */
const jsonType = /^[^;]*[/+]json\s*(;|$)/i;

const readJson = (text: string, isPromised: boolean): { readonly body: Json } | Outcome => {
  if (isTooDeep(text)) return failure('bad-body', `The response is nested more than ${deepestBody} levels deep.`);
  try {
    return { body: JSON.parse(text) as Json };
  } catch {
    return isPromised ? failure('bad-body', 'The response says it is JSON but cannot be parsed as JSON.') : { body: text };
  }
};

const readers: { readonly [F in Exclude<ResponseFormat, 'json'>]: (text: string) => { readonly body: Json } | Outcome } = {
  xml: (text) => ({ body: text }),
  text: (text) => ({ body: text }),
};
