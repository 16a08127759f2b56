import type { BotInput, Capabilities, Semantics } from '@dragoman/core';
import * as fc from 'fast-check';
import { bots } from './bots.ts';

/** Bots of nothing but what a platform declares, that behave as bots do there: no translation may lose any of them. */
export const capabilityBots = (capabilities: Capabilities, semantics: Semantics): fc.Arbitrary<BotInput> =>
  bots({ capabilities, isFree: false, semantics: fc.constant(semantics) });
