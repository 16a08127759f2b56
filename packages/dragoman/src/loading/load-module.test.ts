import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// Loading is Node's own work, which vitest does by itself within a test: so another Node loads all of it, once.
const files: { readonly [name: string]: string } = {
  'lone.ts': `import { DragomanError } from '@dragoman/core';\nexport default typeof DragomanError satisfies string;`,
  'commonjs/package.json': '{"type": "commonjs"}',
  'commonjs/id.ts': `export const id: string = 'shop';`,
  'commonjs/bot.ts': `import { id } from './id.ts';\nexport default id;`,
  'old.js': `module.exports = 'old';`,
  'syntax.ts': 'export default {\n  a: 1,\n  b: ,\n};',
  'enum.ts': 'export enum A { x }',
  'throws.ts': 'throw new TypeError("no key");',
  'rejects.ts': 'await Promise.reject(7);',
  'package.ts': `import 'left-pad-of-nobody';`,
  'adapter.ts': `import '@dragoman/adapter-of-nobody';`,
  'nowhere.ts': `import './nothing-here.ts';`,
  'name.ts': `import { nobody } from '@dragoman/core';`,
  'syntax.mjs': 'export default {,};',
  'imports-broken.ts': `import './syntax.ts';`,
};

const driver = `
import { loadModule } from ${JSON.stringify(fileURLToPath(new URL('load-module.ts', import.meta.url)))};
const results = {};
for (const name of process.argv.slice(1)) {
  results[name] = await loadModule('./' + name, { folder: process.cwd(), file: 'bots/' + name }).then((module) => module.default ?? 'nothing', (error) => error.name + ' ' + error.message);
}
console.log(JSON.stringify(results));`;

let folder = '';
let loaded: { readonly [name: string]: string } = {};
let warnings = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-load-'));
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), source);
  }
  const run = promisify(execFile);
  const { stdout, stderr } = await run(
    process.execPath,
    ['--conditions=@dragoman/source', '--input-type=module', '--eval', driver, ...Object.keys(files)],
    { cwd: folder },
  );
  loaded = JSON.parse(stdout);
  warnings = stderr;
});
afterAll(() => rm(folder, { recursive: true }));

describe('loadModule', () => {
  test('a lone TypeScript file finds the packages of this program', () => expect(loaded['lone.ts']).toBe('function'));
  test('TypeScript is a module even where the package says CommonJS', () => expect(loaded['commonjs/bot.ts']).toBe('shop'));
  test('CommonJS works', () => expect(loaded['old.js']).toBe('old'));
  test('a folder without a manifest is not worth a warning', () => expect(warnings).toBe(''));

  test.each([
    ['syntax.ts', /^DragomanError bots\/syntax\.ts:3:6: Not valid TypeScript: Expression expected\. /],
    ['enum.ts', /^DragomanError bots\/enum\.ts:1:8: TypeScript enum is not supported .* Write it without enums/],
    ['throws.ts', /^DragomanError bots\/throws\.ts:1:7: It threw while it was loaded: no key\. /],
    ['rejects.ts', /^DragomanError bots\/rejects\.ts: The file threw something that is no error/],
    [
      'package.ts',
      /^DragomanError bots\/package\.ts: It imports "left-pad-of-nobody", which is not installed\. npm i -D left-pad-of-nobody$/,
    ],
    ['adapter.ts', /^DragomanError bots\/adapter\.ts: It imports "@dragoman\/adapter-of-nobody", which is not installed\. /],
    ['nowhere.ts', /^DragomanError bots\/nowhere\.ts: It imports .*nothing-here\.ts, which does not exist\. Correct the path/],
    ['name.ts', /^DragomanError bots\/name\.ts:1:10: .*does not provide an export named 'nobody'\. Correct the name\.$/],
    ['syntax.mjs', /^DragomanError bots\/syntax\.mjs: Not valid JavaScript: Unexpected token ','\. /],
    ['imports-broken.ts', /^DragomanError syntax\.ts:3:6: Not valid TypeScript: Expression expected\. /],
  ])('%s is explained', (name, expected) => expect(loaded[name]).toMatch(expected));
});
