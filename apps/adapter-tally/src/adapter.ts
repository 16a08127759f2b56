import { definePlatformAdapter, delimited, jsonArtifact, type PlatformAdapter } from '@dragoman/core';
import { tallyCapabilities } from './capabilities.ts';
import { tallyCodes } from './codes.ts';
import { botFromTally } from './from-platform.ts';
import { keyOf } from './keys.ts';
import { tallySemantics } from './semantics.ts';
import { tallyFromBot } from './to-platform.ts';
import { type TallyScript, tallyScript } from './wire.ts';

/** Tally: a small imaginary platform, poor on purpose. */
export const createTallyAdapter = (): PlatformAdapter<TallyScript> =>
  definePlatformAdapter({
    id: 'tally',
    displayName: 'Tally',
    capabilities: tallyCapabilities,
    artifact: jsonArtifact(tallyScript, { marks: { tally: 1 } }),
    semantics: tallySemantics,
    dialects: { template: delimited('<<', '>>') },
    codes: tallyCodes,
    newKey: keyOf,
    toPlatform: tallyFromBot,
    fromPlatform: botFromTally,
  });
