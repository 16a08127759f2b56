import { type ArtifactFormat, isJsonObject, type Json, jsonArtifact } from '@dragoman/core';
import { isGeneratedName } from './generated-rules.ts';
import { type LivePersonExport, livePersonExport } from './wire/export.ts';

/** The file that LivePerson's Export Bot writes, and that its Import Bot reads. */
export const livePersonArtifact: ArtifactFormat<LivePersonExport> = jsonArtifact(livePersonExport, {
  marks: { bot: undefined, conversationMessage: undefined },
  identity: (element: Json, pointer, index) => {
    if (!isJsonObject(element) || labelled.test(pointer)) return undefined;
    // Import calls parts without an id by where they stand.
    if (!element.id && parts.test(pointer)) return `${pointer}/${index}`;
    // Elements have ids, rows keys, rules and variables names.
    const name = element.id ?? element.key ?? element.name;
    return typeof name === 'string' ? name : undefined;
  },
  form: ({ matchType }, pointer) => (pointer.endsWith('/conditions/*') && typeof matchType === 'string' ? matchType : undefined),
  // Which options no route takes follows from the others; where they lead is what the rule says.
  added: (element, pointer) => {
    if (!pointer.endsWith('/responseMatches') || !isJsonObject(element) || typeof element.name !== 'string') return undefined;
    return isGeneratedName(element.name) ? (element.action ?? null) : undefined;
  },
});

/** Dialogs, interactions and integrations. */
const parts = /^\/(?:groups|conversationMessage|responder)$/;

/** Tiles, buttons and quick replies have names that people read: one with another name is still the same. */
const labelled = /\/(?:tileData|buttons|quickReplies|quickReplyList)$/;
