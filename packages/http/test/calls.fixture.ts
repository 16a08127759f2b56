import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { CallOptions, CallResult, HttpClient, HttpResult, IntegrationCall, Outcome, RenderedRequest } from '@dragoman/core';
import { expect, onTestFinished } from 'vitest';
import { createHttpClient } from '../src/http-client.ts';
import { createIntegrationCall } from '../src/integration-call.ts';
import type { HttpOptions } from '../src/options.ts';

/** An executor that may call loopback, disposed of when the test is over: which then fails if a socket is left. */
export const openCall = (options: HttpOptions = {}): IntegrationCall & { dispose(): Promise<void> } => {
  const call = createIntegrationCall({ allowHosts: ['127.0.0.1', 'localhost'], ...options });
  const within = watchSockets(() => call.dispose());
  return { ...call, call: (request, settings) => within(() => call.call(request, settings)) };
};

/** The same of a client. */
export const openClient = (options: HttpOptions = {}): HttpClient & { dispose(): Promise<void> } => {
  const client = createHttpClient({ allowHosts: ['127.0.0.1', 'localhost'], ...options });
  const within = watchSockets(() => client.dispose());
  return { ...client, send: (request, settings) => within(() => client.send(request, settings)) };
};

/** Knows the sockets that are opened within the functions it is given, and waits for them to be closed in the end. */
const watchSockets = (dispose: () => Promise<void>): (<T>(work: () => T) => T) => {
  const sockets: Socket[] = [];
  const scope = new AsyncLocalStorage<true>();
  const remember = (message: unknown) => {
    if (scope.getStore()) sockets.push((message as { readonly socket: Socket }).socket);
  };
  subscribe('net.client.socket', remember);
  onTestFinished(async () => {
    await dispose();
    unsubscribe('net.client.socket', remember);
    const open = () => sockets.filter(({ destroyed }) => !destroyed);
    await Promise.allSettled(open().map((socket) => once(socket, 'close', { signal: AbortSignal.timeout(leakedMs) })));
    const left = open().map(({ remoteAddress, remotePort }) => `${remoteAddress}:${remotePort}`);
    expect(left, 'sockets that are left').toEqual([]);
  });
  return (work) => scope.run(true, work);
};

/** A socket that is open that long after everything was disposed of stays open. */
const leakedMs = 5_000;

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
