import { deepestJson, isTooDeep, type Json, type Outcome, type ResponseFormat } from '@dragoman/core';
import { bodyText } from './body-text.ts';
import { type Ended, readXml, type XmlRead } from './read-xml.ts';
import { failure } from './reasons.ts';
import { xmlCharset } from './xml-charset.ts';

/**
 * Reads the body of a complete response in the format the integration expects; undefined when there is none.
 *
 * What is not JSON or XML is text: an error page, or an answer in plain words. Only a success that says it is JSON and
 * is not, or that was to be XML and is not, ends the call as `bad-body`. Only a long document of XML is a promise.
 */
export const readBody = (
  format: ResponseFormat,
  status: number,
  contentType: string,
  bytes: Buffer,
  scope?: Ended,
): ReadBody | Outcome | Promise<ReadBody | Outcome> =>
  bytes.length === 0 ? {} : readers[format](bytes, contentType, status >= 200 && status < 300, scope);

export interface ReadBody {
  readonly body?: Json;
}

type Reader = (
  bytes: Buffer,
  contentType: string,
  isSuccess: boolean,
  scope: Ended | undefined,
) => ReadBody | Outcome | Promise<ReadBody | Outcome>;

const readJson: Reader = (bytes, contentType, isSuccess) => {
  const { text, isExact } = bodyText(bytes, contentType);
  const isPromised = isSuccess && jsonType.test(contentType);
  if (isPromised && !isExact) return notInCharset('JSON');
  if (isTooDeep(text)) return tooDeep;
  try {
    return { body: JSON.parse(text) as Json };
  } catch {
    return isPromised ? failure('bad-body', 'The response says it is JSON but cannot be parsed as JSON.') : { body: text };
  }
};

/** `application/json`, `application/problem+json`, … */
const jsonType = /^[^;]*[/+]json\s*(;|$)/i;

const readXmlBody: Reader = (bytes, contentType, isSuccess, scope) => {
  const { text, isExact } = bodyText(bytes, contentType, xmlCharset(bytes));
  if (isSuccess && !isExact) return notInCharset('XML');
  const judged = (read: XmlRead): ReadBody | Outcome => {
    if ('body' in read) return read;
    if (read.problem === 'ended') return { kind: 'timeout' };
    if (read.problem === 'too-deep') return tooDeep;
    return isSuccess ? failure('bad-body', 'The response was to be XML but cannot be parsed as XML.') : { body: text };
  };
  const read = readXml(text, scope);
  return read instanceof Promise ? read.then(judged) : judged(read);
};

const notInCharset = (format: string): Outcome =>
  failure('bad-body', `The response was to be ${format} but holds bytes that its charset, UTF-8 when it names none, does not know.`);

const tooDeep = failure('bad-body', `The response is nested more than ${deepestJson} levels deep.`);

const readers: { readonly [F in ResponseFormat]: Reader } = {
  json: readJson,
  xml: readXmlBody,
  text: (bytes, contentType) => ({ body: bodyText(bytes, contentType).text }),
};
