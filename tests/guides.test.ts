import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FencedBlock, fencedBlocks } from './fenced-blocks.ts';
import { publishedPackages, root } from './workspace-packages.ts';

/**
 * Guides as a reader follows them, from top to bottom in an empty folder. A block with a name, behind its language or in
 * the comment of its first line, is that file; `diff` changes one; commands are run, those of a CI file too; a block of
 * text behind commands is what the last one prints, but for times. `…` on a line of its own stands for any lines.
 */
const guides = ['test-your-liveperson-bot-in-ci.md', 'test-your-bot.md'];

describe.each(guides)('%s', (guide) => {
  const blocks = fencedBlocks(readFileSync(join(root, 'docs/guides', guide), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-guide-'));
  let printed = '';
  beforeAll(() => installIn(folder));
  afterAll(() => rmSync(folder, { recursive: true }));

  const steps = blocks.map((block, index) => {
    const next = blocks[index + 1];
    const fails = next?.language === 'text' && / failed /.test(next.code);
    return { ...block, fails, title: `line ${block.line}, ${block.language}` };
  });
  test.each(steps)('$title', async ({ fails, ...block }) => {
    const file = fileOf(block);
    if (block.language === 'text') expect(timeless(printed)).toMatch(patternOf(timeless(block.code)));
    else if (block.language === 'diff') change(folder, block.code);
    else if (file !== undefined) write(folder, file);
    for (const line of commandsOf(block)) printed = await follow(line, folder, fails ? 1 : 0);
  });
});

const fileOf = ({ name, code }: FencedBlock): { readonly name: string; readonly code: string } | undefined => {
  const [, comment] = /^(?:\/\/|#) ([\w./-]+\.\w+)\n/.exec(code) ?? [];
  const path = name ?? comment;
  return path === undefined ? undefined : { name: path, code };
};

const write = (folder: string, { name, code }: { readonly name: string; readonly code: string }): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), code);
};

const change = (folder: string, code: string): void => {
  const [, name = '', ...lines] = /^# (\S+)\n([\s\S]*)$/.exec(code) ?? [];
  const path = join(folder, name);
  const of = (sign: string): string =>
    lines
      .join('')
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n');
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(of('-'));
  writeFileSync(
    path,
    before.replace(of('-'), () => of('+')),
  );
};

const commandsOf = ({ language, code }: FencedBlock): readonly string[] => {
  if (language === 'sh') return code.trimEnd().split('\n');
  return language === 'yaml' ? [...code.matchAll(/^ *- run: (.*)$/gm)].map(([, line = '']) => line) : [];
};

/** Runs a command of a guide, which ends with a code. Gives what it prints. */
const follow = async (line: string, folder: string, expectedCode: number): Promise<string> => {
  const [program, command, ...args] = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  // What can be installed is tried where packages are packed.
  if (program === 'npm') {
    expectPackages(args);
    return '';
  }
  expect(program).toBe('npx');
  const bin = command === 'dragoman' ? join(root, 'packages/dragoman/bin/dragoman.ts') : join(root, 'node_modules/vitest/vitest.mjs');
  const { output, code } = await run(['--conditions=@dragoman/source', bin, ...args], folder);
  expect({ output, code }).toEqual({ output, code: expectedCode });
  return output;
};

const expectPackages = (args: readonly string[]): void => {
  const known = [...publishedPackages.map(({ name }) => name), 'vitest'];
  for (const name of args.filter((arg) => !arg.startsWith('-'))) expect(known).toContain(name);
};

const run = (args: readonly string[], cwd: string): Promise<{ readonly output: string; readonly code: number }> =>
  new Promise((resolve) => {
    const { VITEST: _vitest, NODE_OPTIONS: _options, ...env } = process.env;
    const child = execFile(process.execPath, args, { cwd, env: { ...env, NO_COLOR: '1' } }, (_error, stdout, stderr) =>
      resolve({ output: stderr + stdout, code: child.exitCode ?? -1 }),
    );
  });

const timeless = (text: string): string => text.replaceAll(/\d+(?:\.\d+)? m?s\b/g, '0 s').replaceAll(/^.*warning .*\n/gm, '');

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(/^…\n/m)
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[\\s\\S]*')}$`,
  );

/** What the guides have installed, as it is written here. */
const installIn = (folder: string): void => {
  mkdirSync(join(folder, 'node_modules/@dragoman'), { recursive: true });
  for (const name of ['dragoman', '@dragoman/core', '@dragoman/adapter-liveperson', 'vitest'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const conditions = JSON.stringify({ conditions: ['@dragoman/source', 'module', 'node', 'import', 'default'] });
  writeFileSync(join(folder, 'vitest.config.js'), `export default { resolve: ${conditions}, ssr: { resolve: ${conditions} } };\n`);
};
