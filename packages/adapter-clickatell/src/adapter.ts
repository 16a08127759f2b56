import { definePlatformAdapter, jsonArtifact, type PlatformAdapter } from '@dragoman/core';
import { clickatellCapabilities } from './capabilities.ts';
import { clickatellCodes } from './codes.ts';
import { documentFromBot } from './export/document-from-bot.ts';
import { botFromDocument } from './import/bot-from-document.ts';
import { newKey } from './keys.ts';
import { placeInside } from './place-inside.ts';
import { type ClickatellPolicies, defaultPolicies } from './policies.ts';
import { calculateDialect } from './scripts/calculate-dialect.ts';
import { clickatellSemantics } from './semantics.ts';
import { setupSheet } from './setup-sheet/setup-sheet.ts';
import { clickatellTemplates } from './templates/template-dialect.ts';
import { type ClickatellDocument, clickatellDocument } from './wire/document.ts';

export interface ClickatellOptions {
  /** What Chat Flow does not document, where the defaults are not what it does. */
  readonly policies?: Partial<ClickatellPolicies>;
}

/** Clickatell Chat Flow: any bot as a document and as the steps to set it up by hand, and such documents as bots. */
export const createClickatellAdapter = ({ policies }: ClickatellOptions = {}): PlatformAdapter<ClickatellDocument> => {
  const decided = { ...defaultPolicies, ...policies };
  const capabilities = clickatellCapabilities(decided);
  return definePlatformAdapter({
    id: 'clickatell',
    displayName: 'Clickatell',
    capabilities,
    artifact: jsonArtifact(clickatellDocument, { marks: { clickatell: undefined } }),
    semantics: clickatellSemantics(decided),
    dialects: { template: clickatellTemplates, scripts: [calculateDialect] },
    codes: clickatellCodes,
    newKey,
    placeInside,
    toPlatform: documentFromBot,
    companions: (document) => [{ extension: '.md', text: setupSheet(document) }],
    fromPlatform: (document, context) => botFromDocument(document, context, capabilities.fixed),
  });
};
