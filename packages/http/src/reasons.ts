import type { ErrorReason, Outcome } from '@dragoman/core';

/** The one place where an error of the system, of TLS or of undici becomes an outcome. */
export const outcomeOf = (error: unknown, host: string): Outcome => {
  const code = parserCode(error) || codeOf(error);
  const meaning = meanings[code] ?? (code.startsWith('ERR_SSL_') ? tls : undefined);
  if (meaning === undefined) return failure('protocol', `The exchange with ${host} failed${code === '' ? '' : ` (${code})`}.`);
  if (meaning.kind !== 'error') return { kind: meaning.kind };
  return failure(meaning.reason, `${meaning.says(host)} (${code}).`);
};

export const failure = (reason: ErrorReason, detail: string): Outcome => ({ kind: 'error', reason, detail });

export const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** undici leaves the code of its parser out, and has one for all that breaks a socket, so its words are all there is. */
const parserCode = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  // A 101 that nobody asked for.
  if (error.name === 'SocketError') return error.message === 'bad upgrade' ? 'HPE' : '';
  if (error.name !== 'HTTPParserError') return '';
  return error.message.includes('Invalid EOF state') ? 'HPE_INVALID_EOF_STATE' : 'HPE';
};

type Meaning =
  | { readonly kind: 'timeout' | 'max-connection' }
  | { readonly kind: 'error'; readonly reason: ErrorReason; says(host: string): string };

const error = (reason: ErrorReason, says: (host: string) => string): Meaning => ({ kind: 'error', reason, says });

const refused = error('refused', (host) => `${host} refused the connection`);
const unreachable = error('refused', (host) => `${host} cannot be reached`);
const reset = error('reset', (host) => `${host} broke the connection before its answer was complete`);
const tls = error('tls', (host) => `${host} ended TLS, as it does when it wants a client certificate that it was not shown`);
const protocol = error('protocol', (host) => `${host} did not answer in HTTP`);
const tooLarge = error('too-large', (host) => `${host} sent more header than \`limits.headerBytes\` allows`);
const unsendable = error('configuration', (host) => `The request to ${host} has a header or path that HTTP cannot carry`);
const timeout: Meaning = { kind: 'timeout' };
// Our own files or buffers have run out: there is no connection to be had.
const exhausted: Meaning = { kind: 'max-connection' };

const meanings: { readonly [code: string]: Meaning } = {
  ECONNREFUSED: refused,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETDOWN: unreachable,
  EADDRNOTAVAIL: unreachable,
  EACCES: unreachable,
  EPERM: unreachable,
  ECONNRESET: reset,
  ECONNABORTED: reset,
  EPIPE: reset,
  EPROTO: tls,
  ENOTCONN: reset,
  UND_ERR_SOCKET: reset,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: reset,
  HPE_INVALID_EOF_STATE: reset,
  ERR_HTTP2_STREAM_ERROR: reset,
  ERR_HTTP2_SESSION_ERROR: reset,
  UND_ERR_INFO: reset,
  ETIMEDOUT: timeout,
  HPE: protocol,
  UND_ERR_HEADERS_OVERFLOW: tooLarge,
  HPE_HEADER_OVERFLOW: tooLarge,
  UND_ERR_INVALID_ARG: unsendable,
  UND_ERR_NOT_SUPPORTED: unsendable,
  EMFILE: exhausted,
  ENFILE: exhausted,
  ENOBUFS: exhausted,
  ENOMEM: exhausted,
};
