import type { Json } from '@dragoman/core';
import { clause } from '../../kit/clause.ts';
import { deepFreeze } from '../../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../../kit/expectation.ts';
import { artifactsOf, type PlatformAdapterSubject } from '../platform-adapter-subject.ts';

/** The texts for people that come with a document. */
export const companionClauses = {
  'writes-its-companions': clause<PlatformAdapterSubject>((subject) => {
    for (const { name, text } of artifactsOf(subject)) {
      const document = deepFreeze(JSON.parse(text.replace(/^\uFEFF/, '')) as Json);
      const companions = subject.create().companions?.(document) ?? [];
      expectSame(subject.create().companions?.(document) ?? [], companions, `What comes with ${name} is the same each time.`);
      for (const { extension, text: written } of companions) {
        expectThat(
          /^(\.[a-z0-9-]+)+$/.test(extension),
          `The extension ${extension} of what comes with ${name} can stand in a file's name.`,
        );
        expectThat(written.trim().length > 0, `What comes with ${name} as ${extension} is not empty.`);
      }
      const extensions = companions.map(({ extension }) => extension);
      expectSame([...new Set(extensions)], extensions, `No two texts that come with ${name} have the same extension.`);
    }
  }),
};
