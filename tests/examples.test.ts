import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fencedBlocks } from './fenced-blocks.ts';
import { apps, publishedPackages, root } from './workspace-packages.ts';

/**
 * Every `ts` block of a README or docs page is a module of its own, checked against the packages' sources. A block whose
 * first line is a comment with a file name (`// order-desk.bot.ts`) is that file, beside the page: the other blocks of the
 * page can import it, and it can import what is there.
 */
const pages = globSync(['*.md', 'docs/**/*.md', '{packages,apps}/*/*.md', 'bench/*.md'], { cwd: root })
  .filter((page) => basename(page) !== 'CHANGELOG.md')
  .toSorted();

const folder = mkdtempSync(join(root, 'tests/.examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

let problems: readonly string[] = [];
beforeAll(async () => {
  linkPackages();
  problems = await problemsIn(pages.flatMap(writeExamples));
}, 120_000);

test.each(pages)('the examples of %s compile', (page) => {
  expect(problems.filter((problem) => problem.startsWith(`${page}:`))).toEqual([]);
});

test('the compiler has nothing else to say', () => {
  expect(problems.filter((problem) => !pages.some((page) => problem.startsWith(`${page}:`)))).toEqual([]);
});

/** Whatever a package of the workspace is or depends on can be imported, as if it were installed. */
const linkPackages = () => {
  const link = (name: string, target: string) => {
    const path = join(folder, 'node_modules', name);
    if (existsSync(path)) return;
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  };
  for (const { name, folder: own, manifest } of [...publishedPackages, ...apps]) if (manifest.exports) link(name, join(root, own));
  for (const { folder: own, manifest } of [...publishedPackages, ...apps]) {
    for (const name of Object.keys(manifest.dependencies ?? {})) link(name, join(root, own, 'node_modules', name));
  }
};

/** Writes the examples of a page to files, whose paths it returns. */
const writeExamples = (page: string): readonly string[] =>
  fencedBlocks(readFileSync(join(root, page), 'utf8'))
    .filter(({ language }) => language === 'ts')
    .map(({ code, line }) => {
      const [, name = `line-${line}.ts`] = /^\/\/ ([\w./-]+\.ts)\n/.exec(code) ?? [];
      const path = join(folder, page, name);
      mkdirSync(dirname(path), { recursive: true });
      // Blank lines before it give each line the number it has on the page.
      writeFileSync(path, '\n'.repeat(line - 1) + code, { flag: 'wx' });
      return path;
    });

/** What the compiler finds in the files, as `page:line:column message`. */
const problemsIn = async (files: readonly string[]): Promise<readonly string[]> => {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.base.json',
      compilerOptions: {
        types: ['node'],
        moduleDetection: 'force',
        rootDirs: pages.flatMap((page) => [join(folder, page), join(root, dirname(page))]),
      },
      files,
    }),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const output = await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['--pretty', 'false', '-p', folder]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
  return output
    .trim()
    .split(/\n(?=\S)/)
    .filter((problem) => problem !== '')
    .map((problem) => problem.replace(/^\S*?\.examples-\w+\/(.+?\.md)\/[^(]*\((\d+),(\d+)\): /, '$1:$2:$3 '));
};
