import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fencedBlocks } from './fenced-blocks.ts';
import { root } from './workspace-packages.ts';

const folder = join(root, 'apps/adapter-tally');
const blocks = fencedBlocks(readFileSync(join(root, 'docs/guides/write-an-adapter.md'), 'utf8'));

/** Whole files, each named in its first line. */
const files = blocks
  .filter(({ language }) => language === 'ts')
  .map(({ code }) => {
    const [, path = '', source = ''] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(code) ?? [];
    return { path, source };
  });

test.each(files)('the guide shows $path as it is', ({ path, source }) => {
  expect(source).toBe(readFileSync(join(folder, path), 'utf8'));
});

test('the guide leaves no file of the adapter out', () => {
  const sources = globSync('src/**/*.ts', { cwd: folder }).filter((path) => !path.endsWith('.test.ts'));
  expect(
    files
      .map(({ path }) => path)
      .filter((path) => path.startsWith('src/'))
      .toSorted(),
  ).toEqual(sources.toSorted());
});

test('whatever else it shows stands in a fixture', () => {
  const fixtures = globSync('test/fixtures/*.json', { cwd: folder }).map((path) => readFileSync(join(folder, path), 'utf8'));
  for (const { code } of blocks.filter(({ language }) => language !== 'ts')) {
    expect(fixtures.some((fixture) => fixture.includes(code.trimEnd()))).toBe(true);
  }
});
