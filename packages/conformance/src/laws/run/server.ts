import type { CallResult, IntegrationCall, Json, Outcome, RenderedRequest } from '@dragoman/core';
import * as fc from 'fast-check';
import { bodies } from '../generate/vocabulary.ts';

/** How one logical call ends. */
export type Answer = 'timeout' | 'error' | 'max-connection' | { readonly status: number; readonly body?: Json };

/** How APIs behave: the n-th call of a conversation to the k-th server ends as entry n + k, around and around. */
export type ApiBehaviour = readonly Answer[];

const answers: fc.Arbitrary<Answer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 200, 200, 201, 404, 500),
      body: fc.constantFrom<Json[]>(...(bodies as unknown as Json[])),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(204, 301, 304, 400, 404, 429, 500, 503).map((status) => ({ status })) },
  { weight: 2, arbitrary: fc.constantFrom<Answer[]>('timeout', 'error', 'max-connection') },
);

export const apiBehaviours: fc.Arbitrary<ApiBehaviour> = fc.array(answers, { minLength: 1, maxLength: 5 });

/** Answers calls as a behaviour says, and remembers them. A server is known by its host: translation may rename all else. */
export const createServer = (behaviour: ApiBehaviour, onRequest: (request: RenderedRequest, answer: Answer) => void): IntegrationCall => {
  const counts = new Map<string, number>();
  return {
    call: async (request): Promise<CallResult> => {
      const host = hostOf(request.url);
      const count = counts.get(host) ?? 0;
      counts.set(host, count + 1);
      const answer = behaviour[(count + numberOf(host)) % behaviour.length] ?? 'error';
      onRequest(request, answer);
      return resultOf(answer, request);
    },
    redact: (text) => text,
  };
};

const hostOf = (url: string): string => /^[a-z]+:\/\/([^/?#]*)/.exec(url)?.[1] ?? url;

const numberOf = (host: string): number => Number(/\d+/.exec(host)?.[0] ?? 0);

const resultOf = (answer: Answer, { responseFormat }: RenderedRequest): CallResult => {
  if (typeof answer === 'string') return { outcome: failures[answer], headers: {} };
  const { status, body } = answer;
  const read = responseFormat === 'text' && body !== undefined && typeof body !== 'string' ? JSON.stringify(body) : body;
  return { outcome: { kind: 'response', status }, headers: {}, ...(read !== undefined && { body: read }) };
};

const failures: { readonly [A in Extract<Answer, string>]: Outcome } = {
  timeout: { kind: 'timeout' },
  error: { kind: 'error', reason: 'refused' },
  'max-connection': { kind: 'max-connection' },
};
