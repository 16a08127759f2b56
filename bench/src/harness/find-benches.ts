import { readdir } from 'node:fs/promises';
import type { Bench } from './define-bench.ts';

/** Every bench there is, by name: the default exports of the files in `folder`. */
export const findBenches = async (folder: URL): Promise<readonly Bench[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(files.map(async (file) => ((await import(new URL(file, folder).href)) as { readonly default: Bench }).default));
};
