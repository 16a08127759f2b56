import type { BotInput, PlatformAdapter, Plugin } from '@dragoman/core';
import * as fc from 'fast-check';
import { capabilityBots } from './generate/capability-bots.ts';
import { freeBots } from './generate/free-bots.ts';
import type { Measures } from './measures.ts';
import { consumers, type Intention } from './run/consumer.ts';
import { type ApiBehaviour, apiBehaviours } from './run/server.ts';

/** What the laws are tried on. */
export interface LawSubject {
  /** Makes a fresh adapter. */
  create(): PlatformAdapter;
  readonly plugins: readonly Plugin[];
  /** Channels to translate for, beside none in particular. */
  readonly channels: readonly string[];
  /** How many cases translation validation is tried on. */
  readonly cases: number;
  readonly seed: number;
  readonly measures: Measures;
}

/** One bot, one consumer, one behaviour of APIs. */
export interface LawCase {
  readonly bot: BotInput;
  readonly intentions: readonly Intention[];
  readonly behaviour: ApiBehaviour;
  readonly channel: string | undefined;
}

const casesOf = (bot: fc.Arbitrary<BotInput>, channels: readonly string[]): fc.Arbitrary<LawCase> =>
  fc.record({
    bot,
    intentions: consumers,
    behaviour: apiBehaviours,
    channel: fc.constantFrom(undefined, ...channels),
  });

export const capabilityCases = ({ create, channels }: LawSubject): fc.Arbitrary<LawCase> => {
  const { capabilities, semantics } = create();
  return casesOf(capabilityBots(capabilities, semantics), channels);
};

export const freeCases = ({ channels }: LawSubject): fc.Arbitrary<LawCase> => casesOf(freeBots(), channels);
