import {
  type CallOptions,
  type CallResult,
  DragomanError,
  type IntegrationCall,
  type Json,
  type Outcome,
  type RenderedRequest,
} from '@dragoman/core';

/** A complete response, made up. `body` is what the integration's format yields: JSON for `json` and `xml`, a string for `text`. */
export interface StubResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers?: CallResult['headers'];
  readonly body?: Json;
}

/** What a stubbed call ends as. A number is a status without a body. */
export type Stub = number | 'timeout' | 'error' | 'max-connection' | StubResponse;

/** Stubs by id or name of an integration or of an api node. A list is a sequence, one entry a call; its last one stays. */
export type Stubs = { readonly [name: string]: Stub | readonly Stub[] };

/**
 * Answers the calls that have a stub and passes the others on. It stands above retry, pool and deadline: one entry is
 * one call of the conversation, however often a real one would have been tried.
 *
 * A node's stub goes before its integration's, an id before a name. A sequence is counted by the wrapper, so two
 * conversations that share it share the sequence. Throws `configuration` for an empty sequence.
 */
export const stubCall = (stubs: Stubs, inner: IntegrationCall): IntegrationCall => {
  const sequences = new Map(Object.entries(stubs).map(([name, stub]) => [name, createSequence(name, stub)]));
  return {
    async call(request: RenderedRequest, options: CallOptions): Promise<CallResult> {
      const { node, integration } = request;
      const name = [node.id, node.name, integration.id, integration.name].find((candidate) => sequences.has(candidate));
      const next = name === undefined ? undefined : sequences.get(name);
      return next === undefined ? inner.call(request, options) : answer(next(), request);
    },
    redact: (text) => inner.redact(text),
  };
};

const createSequence = (name: string, stub: Stub | readonly Stub[]): (() => Stub) => {
  const entries = isSequence(stub) ? stub : [stub];
  const last = entries.at(-1);
  if (last === undefined) {
    throw new DragomanError(`stub ${name}: the sequence is empty. Give it at least one status or outcome.`, {
      code: 'configuration',
      source: '@dragoman/runtime',
    });
  }
  let calls = 0;
  return () => entries[calls++] ?? last;
};

const isSequence = (stub: Stub | readonly Stub[]): stub is readonly Stub[] => Array.isArray(stub);

const answer = (stub: Stub, { responseFormat }: RenderedRequest): CallResult => {
  if (typeof stub === 'string') return { outcome: failures[stub], headers: {}, timing: { totalMs: 0 } };
  const { status, headers = {}, body }: StubResponse = typeof stub === 'number' ? { status: stub } : stub;
  return {
    outcome: { kind: 'response', status },
    headers,
    ...(body === undefined ? {} : { body: responseFormat === 'text' && typeof body !== 'string' ? JSON.stringify(body) : body }),
    timing: { totalMs: 0 },
  };
};

const failures: { readonly [kind in 'timeout' | 'error' | 'max-connection']: Outcome } = {
  timeout: { kind: 'timeout' },
  error: { kind: 'error', reason: 'refused', detail: 'stub' },
  'max-connection': { kind: 'max-connection' },
};
