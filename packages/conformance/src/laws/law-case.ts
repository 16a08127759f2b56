import { type BotInput, capabilitiesOn, type PlatformAdapter, type Plugin, type ScriptEngine } from '@dragoman/core';
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
  readonly scripts?: ScriptEngine;
  /** Channels to translate for, beside none in particular. */
  readonly channels: readonly string[];
  /** How many cases translation validation is tried on. */
  readonly cases: number;
  readonly seed: number;
  readonly measures: Measures;
  /** Of the steps of free bots, those before the first reported place: from 0 to 1. Default 0.8. */
  readonly leastClaimed?: number;
  /** Whether the first case that breaks a law will do; else a smaller one is looked for. */
  readonly isFirstEnough?: boolean;
}

/** One bot, one consumer, one behaviour of APIs. */
export interface LawCase {
  readonly bot: BotInput;
  readonly intentions: readonly Intention[];
  readonly behaviour: ApiBehaviour;
  readonly channel: string | undefined;
}

const casesOf = (bot: fc.Arbitrary<BotInput>, channel: string | undefined): fc.Arbitrary<LawCase> =>
  fc.record({ bot, intentions: consumers, behaviour: apiBehaviours, channel: fc.constant(channel) });

/** Mostly for no channel in particular. */
const onChannels = (channels: readonly string[], bots: (channel?: string) => fc.Arbitrary<BotInput>): fc.Arbitrary<LawCase> =>
  fc.oneof(
    { weight: 3, arbitrary: casesOf(bots(), undefined) },
    ...channels.map((channel) => ({ weight: 1, arbitrary: casesOf(bots(channel), channel) })),
  );

export const capabilityCases = ({ create, channels }: LawSubject): fc.Arbitrary<LawCase> => {
  const { capabilities, semantics } = create();
  return onChannels(channels, (channel) => capabilityBots(capabilitiesOn(capabilities, channel), semantics));
};

export const freeCases = ({ channels }: LawSubject): fc.Arbitrary<LawCase> => onChannels(channels, freeBots);
