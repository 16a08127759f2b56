import { type ArtifactFormat, isJsonObject, type Json, jsonArtifact } from '@dragoman/core';
import { type LivePersonExport, livePersonExport } from './wire/export.ts';

/** The file that LivePerson's Export Bot writes, and that its Import Bot reads. */
export const livePersonArtifact: ArtifactFormat<LivePersonExport> = jsonArtifact(livePersonExport, {
  marks: { bot: undefined, conversationMessage: undefined },
  identity: (element: Json, pointer) => {
    if (!isJsonObject(element) || labelled.test(pointer)) return undefined;
    // Elements have ids, rows keys, rules and variables names.
    const name = element.id ?? element.key ?? element.name;
    return typeof name === 'string' ? name : undefined;
  },
});

/** Tiles, buttons and quick replies have names that people read: one with another name is still the same. */
const labelled = /\/(?:tileData|buttons|quickReplies|quickReplyList)$/;
