import { type Bot, formatPointer } from '@dragoman/core';
import { callNames, unknownCall } from '../call-names.ts';
import type { ConversationTest } from './conversation-test.ts';

/** A place in a test file that names a call no bot has. */
export interface UnknownCall {
  readonly place: string;
  readonly reason: string;
}

/** Answers and expectations for calls that none of the bots makes: they are mistyped, and would never be missed. */
export const unknownCalls = (tests: readonly ConversationTest[], bots: readonly Bot[]): readonly UnknownCall[] => {
  const known = callNames(bots);
  const named = tests.flatMap(({ place, setup, requests = [] }) => [
    ...setup.stub.flatMap((stubs, index) =>
      Object.keys(stubs).map((name) => ({ name, place: `${index === 0 ? place : ''}${formatPointer(['stub', name])}` })),
    ),
    ...requests.map(({ integration, place: at }) => ({ name: integration, place: at })),
  ]);
  const unknown = new Map(named.filter(({ name }) => !known.has(name)).map((one) => [one.place, one]));
  return [...unknown.values()].map(({ name, place }) => ({ place, reason: sentence(unknownCall(name, bots)) }));
};

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
