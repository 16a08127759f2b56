import { type BotInput, type Capabilities, neutralSemantics, type Semantics } from '@dragoman/core';
import * as fc from 'fast-check';
import { bots } from './bots.ts';

/** Bots of nothing but what a platform declares, that behave as bots do there: no translation may lose any of them. */
export const capabilityBots = (capabilities: Capabilities, semantics: Semantics): fc.Arbitrary<BotInput> =>
  bots({ capabilities, isFree: false, semantics: fc.constant(beyondNeutral(semantics)) });

/** What a bot must say so as to behave like this; the rest it gets anyway. */
const beyondNeutral = (semantics: Semantics): Partial<Semantics> =>
  Object.fromEntries(
    Object.entries(semantics).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(neutralSemantics[field as keyof Semantics]),
    ),
  );
