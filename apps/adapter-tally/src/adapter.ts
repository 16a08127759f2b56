import { definePlatformAdapter, delimited, jsonArtifact, type PlatformAdapter } from '@dragoman/core';
import { tallyCapabilities } from './capabilities.ts';
import { tallyCodes } from './codes.ts';
import { botFromTally } from './from-platform.ts';
import { tallySemantics } from './semantics.ts';
import { tallyFromBot } from './to-platform.ts';
import { type TallyScript, tallyScript } from './wire.ts';

const prefixes = { flow: '@', node: '#', integration: '', credential: '' };

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
    // On Tally ids of scenes look like `@track`, those of steps like `#ask-order`.
    newKey: (kind, id) => prefixes[kind] + id,
    toPlatform: tallyFromBot,
    fromPlatform: botFromTally,
  });
