import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith, spawnDragoman } from '../src/cli/cli.fixture.ts';

/**
 * The READMEs as a stranger follows them: files are what the blocks with a name on their first line say, commands are
 * run in order, and a block of text behind a command is what it prints.
 */
const own = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const repository = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');

describe('the README of the repository', () => {
  let library: Awaited<ReturnType<typeof openLibrary>>;
  let folder: Awaited<ReturnType<typeof folderWith>>;
  let port = '';
  beforeAll(async () => {
    const files = filesOf(repository);
    library = await openLibrary(files['my-bots/library-api.js'] ?? '');
    port = library.port;
    const elsewhere = Object.entries(files).map(([name, text]) => [name, text.replaceAll('localhost:3000', `localhost:${port}`)]);
    folder = await folderWith(Object.fromEntries(elsewhere));
  });
  afterAll(async () => {
    await library[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test.each(commandsOf(repository, 'pnpm dragoman'))('$line', async ({ line, printed }) => {
    await follows(line.replaceAll('localhost:3000', `localhost:${port}`), printed, folder.path);
  });

  test('begins with the two commands that do everything', () => {
    expect(repository).toContain('```sh\nnpx -y -p node@24 -p pnpm@12 pnpm demo\nnpx -y -p node@24 -p pnpm@12 pnpm test\n```');
  });
});

describe('the README of the package', () => {
  let folder: Awaited<ReturnType<typeof folderWith>>;
  beforeAll(async () => {
    const { 'hello.bot.yaml': hello = '', 'hello-again.bot.yaml': again = '' } = filesOf(own);
    folder = await folderWith({ 'hello.bot.yaml': hello, 'hello-again.bot.yaml': again });
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  test.each(commandsOf(own, 'npx dragoman'))('$line', ({ line, printed }) => follows(line, printed, folder.path));

  test.each(['run', 'chat', 'validate', 'translate', 'diff', 'test'])('names every option of %s', async (command) => {
    const { stdout } = await dragoman(['help', command], { cwd: folder.path });
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option).filter((option) => option !== '--help');
    expect(options.length).toBeGreaterThan(4);
    for (const option of options) expect(own).toContain(option);
  });
});

interface Block {
  readonly language: string;
  readonly code: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));
}

function filesOf(markdown: string): { readonly [name: string]: string } {
  return Object.fromEntries(
    blocksOf(markdown).flatMap(({ code }) => {
      const [, name] = /^(?:\/\/|#) ([\w./-]+)\n/.exec(code) ?? [];
      return name === undefined ? [] : [[name, code]];
    }),
  );
}

/** Every line that runs the command, with the text block behind it if the line stands alone. */
function commandsOf(markdown: string, command: string): readonly { readonly line: string; readonly printed: string | undefined }[] {
  return blocksOf(markdown).flatMap(({ language, code }, index, blocks) => {
    if (language !== 'sh') return [];
    const lines = code.split('\n').filter((line) => line.includes(`${command} `));
    const next = blocks[index + 1];
    const printed = lines.length === 1 && next?.language === 'text' ? next.code : undefined;
    return lines.map((line) => ({ line: line.replace(`${command} `, ''), printed }));
  });
}

const follows = async (line: string, printed: string | undefined, cwd: string): Promise<void> => {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  const isSetting = (word: string) => /^[A-Z_]+=/.test(word);
  const args = words.filter((word, index) => !isSetting(word) || index > 0);
  const env = Object.fromEntries(
    words
      .slice(0, 1)
      .filter(isSetting)
      .map((word) => word.split('=', 2)),
  );
  // TypeScript is loaded by Node itself, which it is not within a test.
  const run = line.includes('.ts') ? spawnDragoman : dragoman;
  const { stdout, stderr, code } = await run(args, { cwd, env, input: '' });
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  if (printed !== undefined) expect(stdout).toBe(printed);
};

const openLibrary = async (source: string) => {
  const folder = await folderWith({ 'library-api.js': source, 'package.json': '{"type": "module"}' });
  const child = spawn(process.execPath, [join(folder.path, 'library-api.js')], { env: { PORT: '0' } });
  const [greeting] = await once(child.stdout, 'data');
  return {
    port: /:(\d+)/.exec(String(greeting))?.[1] ?? '',
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await once(child, 'close');
      await folder[Symbol.asyncDispose]();
    },
  };
};
