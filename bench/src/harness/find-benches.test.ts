import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findBenches } from './find-benches.ts';

const folder = new URL('../benches/', import.meta.url);

test('every file of the folder is the bench of its name', async () => {
  const benches = await findBenches(folder);
  expect(benches.map(({ name }) => `${name}.ts`).sort()).toEqual((await readdir(folder)).sort());
  for (const { bars } of benches) expect(Object.keys(bars)).not.toEqual([]);
});
