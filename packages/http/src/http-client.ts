import type { HttpClient, HttpResult } from '@dragoman/core';
import { attempt } from './attempt.ts';
import { bodyText } from './body-text.ts';
import type { HttpOptions } from './options.ts';
import { one } from './response-headers.ts';
import { createTransport, type Transport } from './transport.ts';

/**
 * Makes the client that channels, OAuth and drivers send with: deadline, egress guard and limits, but no credentials and
 * no retries. A call rejects with `cancelled` when its signal aborts or the client is disposed of, and with nothing else.
 *
 * Throws `configuration` for options that cannot be read.
 */
export const createHttpClient = (options: HttpOptions = {}): HttpClient & { dispose(): Promise<void> } => {
  const transport = createTransport(options);
  return { ...clientOn(transport), dispose: () => transport.dispose() };
};

const repeatableMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/** Whether a server may get such a request twice. */
export const isRepeatableMethod = (method: string): boolean => repeatableMethods.has(method);

export const clientOn = (transport: Transport): HttpClient => ({
  async send(request, { timeoutMs, signal }): Promise<HttpResult> {
    const scope = transport.open(timeoutMs, signal);
    try {
      const isRepeatable = isRepeatableMethod(request.method);
      const { outcome, headers, bytes } = await attempt(transport, { http: request, sensitive: none, isRepeatable }, scope);
      if (scope.ended === 'cancelled') throw scope.cancellation();
      return { outcome, headers, body: bodyText(bytes, one(headers, 'content-type') ?? '').text };
    } finally {
      scope.close();
    }
  },
});

const none: readonly string[] = [];
