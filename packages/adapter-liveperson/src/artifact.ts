import { type ArtifactFormat, isJsonObject, type Json, jsonArtifact } from '@dragoman/core';
import { type LivePersonExport, livePersonExport } from './wire/export.ts';

/** The file that LivePerson's Export Bot writes, and that its Import Bot reads. */
export const livePersonArtifact: ArtifactFormat<LivePersonExport> = jsonArtifact(livePersonExport, {
  marks: { bot: undefined, conversationMessage: undefined },
  identity: (element: Json) => {
    if (!isJsonObject(element)) return undefined;
    // Elements have ids, rows keys, rules and variables names, quick replies titles.
    const name = element.id ?? element.key ?? element.name ?? element.title;
    return typeof name === 'string' ? name : undefined;
  },
});
