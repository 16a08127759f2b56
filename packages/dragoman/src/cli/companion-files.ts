import { extname, resolve } from 'node:path';
import { type Companion, DragomanError } from '@dragoman/core';

/** What the texts that come with a document are called: beside it, by its name. Throws `configuration` where that name is taken. */
export const companionFiles = (
  companions: readonly Companion[],
  { out, report, cwd }: { readonly out: string; readonly report?: string; readonly cwd: string },
): readonly { readonly file: string; readonly text: string }[] => {
  const stem = out.slice(0, out.length - extname(out).length);
  return companions.map(({ extension, text }) => {
    const file = stem + extension;
    for (const [option, name] of Object.entries({ out, report })) {
      if (name === undefined || resolve(cwd, name) !== resolve(cwd, file)) continue;
      throw new DragomanError(`--${option} ${name}: a text for people that comes with the document has this name. Take another one.`, {
        code: 'configuration',
      });
    }
    return { file, text };
  });
};
