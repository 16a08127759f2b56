import type { HttpClient } from '@dragoman/core';
import { clientOn } from './client-on.ts';
import type { HttpOptions } from './options.ts';
import { createTransport } from './transport.ts';

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
