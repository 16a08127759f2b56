import type { HttpRequest } from '@dragoman/core';
import { codeOf } from './reasons.ts';
import type { ResponseHeaders } from './response-headers.ts';

type Rows = HttpRequest['headers'];

/** Headers that HTTP/2 can carry: one that it cannot would take the whole connection down, with the requests of others. */
export const multiplexable = (rows: Rows): Rows =>
  rows.map(({ name, value }) => ({ name: name.toLowerCase(), value })).filter(({ name }) => !ofConnections.has(name));

const ofConnections = new Set(['connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade']);

/** Whether an error ended one request alone: the connection it went over goes on. */
export const isStreamError = (error: unknown): boolean => streamErrors.has(codeOf(error));

const streamErrors = new Set(['ERR_HTTP2_STREAM_ERROR', 'UND_ERR_INFO']);

/** What headers would take as lines of text, in bytes: undici has no limit for those of HTTP/2. */
export const sizeOf = (headers: ResponseHeaders): number => {
  let size = 0;
  for (const [name, value] of Object.entries(headers)) {
    for (const one of typeof value === 'string' ? [value] : value) size += name.length + one.length + 4;
  }
  return size;
};
