import { definePlatformAdapter, type PlatformAdapter } from '@dragoman/core';
import { m1botArtifact } from './artifact.ts';
import { m1botCapabilities } from './capabilities.ts';
import { m1botCodes } from './codes.ts';
import { documentFromBot } from './export/document-from-bot.ts';
import { botFromDocument } from './import/bot-from-document.ts';
import { placeInside } from './place-inside.ts';
import { defaultPolicies, type M1botPolicies } from './policies.ts';
import { m1botSemantics } from './semantics.ts';
import { setupSheet } from './sheet/setup-sheet.ts';
import { attributeDialect } from './templates/attribute-dialect.ts';
import type { M1botDocument } from './wire/document.ts';

export interface M1botOptions {
  /** What m1bot does not document, where the defaults are not what it does. */
  readonly policies?: Partial<M1botPolicies>;
}

/** m1bot, EkoChat Connect and their like: bots as documents of their screens, and back. */
export const createM1botAdapter = ({ policies: given }: M1botOptions = {}): PlatformAdapter<M1botDocument> => {
  const policies = { ...defaultPolicies, ...given };
  return definePlatformAdapter({
    id: 'm1bot',
    displayName: 'm1bot',
    capabilities: { ...m1botCapabilities, channels: { ...m1botCapabilities.channels, ...channelsNamed(policies) } },
    artifact: m1botArtifact,
    semantics: m1botSemantics(policies),
    dialects: { template: attributeDialect() },
    codes: m1botCodes,
    placeInside,
    toPlatform: documentFromBot(policies),
    fromPlatform: botFromDocument(policies),
    companions: (document) => [{ extension: '.md', text: setupSheet(document) }],
  });
};

/** A channel that somebody says has APIs is one. */
const channelsNamed = ({ apiChannels }: M1botPolicies): { readonly [channel: string]: object } =>
  Object.fromEntries(apiChannels.map((channel) => [channel, {}]));
