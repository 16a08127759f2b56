import { definePlatformAdapter, type PlatformAdapter } from '@dragoman/core';
import { livePersonArtifact } from './artifact.ts';
import { livePersonDialect } from './bot-context/liveperson-dialect.ts';
import { livePersonCapabilities } from './capabilities.ts';
import { livePersonCodes } from './codes.ts';
import { exportFromBot } from './export/export-from-bot.ts';
import { botFromExport } from './import/bot-from-export.ts';
import { newKey } from './keys.ts';
import { placeInside } from './place-inside.ts';
import { defaultPolicies, type LivePersonPolicies } from './policies.ts';
import { livePersonSemantics } from './semantics.ts';
import { livePersonTemplates } from './templates/template-dialect.ts';
import type { LivePersonExport } from './wire/export.ts';

export interface LivePersonOptions {
  /** What LivePerson does not document, where the defaults are not what it does. */
  readonly policies?: Partial<LivePersonPolicies>;
}

/** LivePerson Conversation Builder: its exported bots as neutral ones, and any bot as an export that can be imported there. */
export const createLivePersonAdapter = ({ policies }: LivePersonOptions = {}): PlatformAdapter<LivePersonExport> =>
  definePlatformAdapter({
    id: 'liveperson',
    displayName: 'LivePerson',
    capabilities: livePersonCapabilities,
    artifact: livePersonArtifact,
    semantics: livePersonSemantics({ ...defaultPolicies, ...policies }),
    dialects: { template: livePersonTemplates, scripts: [livePersonDialect({ ...defaultPolicies, ...policies })] },
    codes: livePersonCodes,
    newKey,
    placeInside,
    toPlatform: exportFromBot,
    fromPlatform: botFromExport,
  });
