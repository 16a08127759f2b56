import { type ArtifactFormat, isJsonObject, type Json, jsonArtifact } from '@dragoman/core';
import { type M1botDocument, m1botDocument } from './wire/document.ts';

/** Our own document of m1bot's screens: m1bot writes and reads no files. */
export const m1botArtifact: ArtifactFormat<M1botDocument> = jsonArtifact(m1botDocument, {
  // A version we do not know is one of ours all the same, and told to be wrong.
  recognises: (document) => isJsonObject(document) && typeof document.format === 'string' && document.format.startsWith('m1bot/'),
  identity: (element: Json) => {
    if (!isJsonObject(element)) return undefined;
    // Elements have ids, attributes and rows keys, mappings attributes, response codes codes.
    const name = element.id ?? element.key ?? element.attribute ?? element.code;
    return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
  },
});
