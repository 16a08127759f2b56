import { isDeepStrictEqual } from 'node:util';
import type { Bot } from '@dragoman/core';
import type { ObservedRequest, TurnRecord } from '../run/turn-record.ts';

/** What one run did and the other did not. */
export interface Difference {
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** The first thing that differs between two runs of a turn; headers count where an author wrote them. */
export const firstDifference = (expected: TurnRecord, found: TurnRecord, headers: ReadonlySet<string>): Difference | undefined => {
  const differ = (what: string, one: readonly unknown[], other: readonly unknown[]): Difference | undefined => {
    for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
      if (!isDeepStrictEqual(one[index], other[index])) return { what: `${what} ${index + 1}`, expected: one[index], found: other[index] };
    }
    return undefined;
  };
  const seen = (requests: readonly ObservedRequest[]) =>
    requests.map((request) => ({ ...request, headers: request.headers.filter(({ name }) => headers.has(name)) }));
  return (
    differ('request', seen(expected.requests), seen(found.requests)) ??
    differ('message', expected.messages, found.messages) ??
    differ('handoff', expected.handoffs, found.handoffs) ??
    differ('end of the conversation', [expected.hasEnded], [found.hasEnded])
  );
};

/** The headers that authors wrote into either bot, in lower case. */
export const authoredHeaders = (...bots: readonly Bot[]): ReadonlySet<string> =>
  new Set(
    bots
      .flatMap(({ integrations, flows }) => [
        ...integrations.flatMap((integration) => (integration.kind === 'http' ? integration.headers : [])),
        ...flows.flatMap(({ nodes }) =>
          nodes.flatMap((node) => (node.kind === 'api' ? ((node.headers ?? []) as readonly { name: string }[]) : [])),
        ),
      ])
      .map(({ name }) => name.toLowerCase()),
  );
