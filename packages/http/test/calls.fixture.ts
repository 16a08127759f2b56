import type { CallOptions, CallResult, HttpClient, HttpResult, IntegrationCall, Outcome, RenderedRequest } from '@dragoman/core';
import { onTestFinished } from 'vitest';
import { createHttpClient } from '../src/http-client.ts';
import { createIntegrationCall } from '../src/integration-call.ts';
import type { HttpOptions } from '../src/options.ts';

/** An executor that may call loopback, disposed of when the test is over. */
export const openCall = (options: HttpOptions = {}): IntegrationCall & { dispose(): Promise<void> } => {
  const call = createIntegrationCall({ allowHosts: ['127.0.0.1', 'localhost'], ...options });
  onTestFinished(() => call.dispose());
  return call;
};

export const openClient = (options: HttpOptions = {}): HttpClient & { dispose(): Promise<void> } => {
  const client = createHttpClient({ allowHosts: ['127.0.0.1', 'localhost'], ...options });
  onTestFinished(() => client.dispose());
  return client;
};

export const rendered = (url: string, rest: Partial<RenderedRequest> = {}): RenderedRequest => ({
  integration: { id: 'orders', name: 'Orders' },
  node: { id: 'look-up', name: 'Look up' },
  method: 'GET',
  url,
  query: [],
  queryEncoding: 'percent',
  headers: [],
  responseFormat: 'json',
  ...rest,
});

export const callOptions = (rest: Partial<CallOptions> = {}): CallOptions => ({
  // Long enough for a slow machine: tests of the deadline set their own.
  timeoutMs: 20_000,
  retry: { retries: 0, statuses: [] },
  ...rest,
});

/** One call by a new executor. */
export const callOnce = (
  url: string,
  {
    request = {},
    options = {},
    http = {},
  }: { request?: Partial<RenderedRequest>; options?: Partial<CallOptions>; http?: HttpOptions } = {},
): Promise<CallResult> => openCall(http).call(rendered(url, request), callOptions(options));

/** One request by a new client. */
export const sendOnce = (url: string, http: HttpOptions = {}): Promise<HttpResult> =>
  openClient(http).send({ method: 'GET', url: new URL(url), headers: [] }, { timeoutMs: 20_000 });

/** An outcome without its words: `error reset`, `response 200`, `timeout`. */
export const brief = ({ outcome }: { readonly outcome: Outcome }): string => {
  if (outcome.kind === 'error') return `error ${outcome.reason}`;
  return outcome.kind === 'response' ? `response ${outcome.status}` : outcome.kind;
};
