import type { Json, PlatformPart } from '@dragoman/core';

/** A part that is carried as it stands in the document. */
export const platformPart = (raw: unknown): PlatformPart => ({ kind: 'platform', adapter: 'liveperson', raw: raw as Json });
