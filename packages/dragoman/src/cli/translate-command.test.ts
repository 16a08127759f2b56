import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dragoman, folderWith, spawnDragoman } from './cli.fixture.ts';
import { slateDocument, slatePlugin } from './platform.fixture.ts';

const plugin = ['--plugin', './slate.ts'];

const pets = `
format: dragoman/1
id: pets
flows:
  - id: main
    kind: fallback
    nodes:
      - { id: hello, kind: message, text: Good morning. }
      - { id: which, kind: question, text: 'Cat or dog?', variable: pet }
      - { id: done, kind: message, text: 'A {{pet}}.' }
`;

const shop = `
format: dragoman/1
id: shop
integrations:
  - { id: stock, method: GET, url: 'https://api.example/stock', response: { variable: stock } }
flows:
  - id: main
    kind: fallback
    nodes:
      - { id: look, kind: api, integration: stock }
      - { id: done, kind: message, text: Looked. }
`;

const files = { 'slate.ts': slatePlugin, 'morning.json': slateDocument, 'pets.yaml': pets, 'shop.yaml': shop };

describe('translate', () => {
  test('writes the document to standard output and what is lost to standard error', async () => {
    await using folder = await folderWith(files);
    const { stdout, stderr, code } = await dragoman(['translate', 'pets.yaml', '--to', 'slate', ...plugin], { cwd: folder.path });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ slate: 1, lines: [{ say: 'Good morning.' }, { ask: 'Cat or dog?', into: 'pet' }, {}] });
    expect(stderr).toBe('neutral → slate: nothing is lost.\n');
  });

  test('gives an imported document back letter by letter', async () => {
    await using folder = await folderWith(files);
    const args = ['translate', 'morning.json', '--to', 'slate', '--out', 'out/again.json', ...plugin];
    const { stdout, code } = await dragoman(args, { cwd: folder.path });
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
    expect(await readFile(join(folder.path, 'out/again.json'), 'utf8')).toBe(slateDocument);
  });

  test('writes what comes with a document for people beside it', async () => {
    await using folder = await folderWith(files);
    const translate = (...options: readonly string[]) =>
      dragoman(['translate', 'pets.yaml', '--to', 'slate', ...options, ...plugin], { cwd: folder.path });
    expect((await translate('--out', 'out/pets.json')).code).toBe(0);
    expect(await readFile(join(folder.path, 'out/pets.md'), 'utf8')).toBe('- Good morning.\n- Cat or dog?\n- A {{pet}}.\n');
    const taken = await translate('--out', 'pets.json', '--report', './pets.md');
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('--report ./pets.md: a text for people') });
    await expect(readFile(join(folder.path, 'pets.json'))).rejects.toThrow('ENOENT');
  });

  test('says at which place of the bot something is lost, as text, table and JSON', async () => {
    await using folder = await folderWith(files);
    const losses = async (report: string) => {
      const args = ['translate', 'shop.yaml', '--to', 'slate', '--out', 'out/shop.json', '--report', report, ...plugin];
      const { code, stderr } = await dragoman(args, { cwd: folder.path });
      expect(code).toBe(0);
      expect(stderr).toContain('flows.main.nodes.look');
      return await readFile(join(folder.path, report), 'utf8');
    };
    expect(await losses('report.txt')).toMatch(/^dropped {2}flows\.main\.nodes\.look/m);
    expect(await losses('report.md')).toMatch(/^\| dropped \| flows\.main\.nodes\.look \|/m);
    const report = JSON.parse(await losses('report.json'));
    expect(report).toMatchObject({ from: 'neutral', to: 'slate', counts: { dropped: expect.any(Number) } });
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ loss: 'dropped', place: expect.stringContaining('/flows/0/nodes/0') }),
    );
  });

  test('ends with 3 under --strict when something is lost', async () => {
    await using folder = await folderWith(files);
    const strict = (file: string) => dragoman(['translate', file, '--to', 'slate', '--strict', ...plugin], { cwd: folder.path });
    expect((await strict('pets.yaml')).code).toBe(0);
    expect((await strict('shop.yaml')).code).toBe(3);
  });

  test.each(['morning.bot.json', 'morning.bot.yaml'])('makes the bot %s of a document, which goes back as it came', async (out) => {
    await using folder = await folderWith(files);
    const { code } = await dragoman(['translate', 'morning.json', '--to', 'neutral', '--out', out, ...plugin], { cwd: folder.path });
    expect(code).toBe(0);
    expect(await readFile(join(folder.path, 'morning.origin.json'), 'utf8')).toBe(slateDocument);
    const { stdout } = await dragoman(['translate', out, '--to', 'slate', '--quiet', ...plugin], { cwd: folder.path });
    expect(stdout).toBe(slateDocument);
  });

  test('prints a neutral bot with the document it was made of inside', async () => {
    await using folder = await folderWith(files);
    const { stdout } = await dragoman(['translate', 'morning.json', '--to', 'neutral', '--quiet', ...plugin], { cwd: folder.path });
    expect(JSON.parse(stdout)).toMatchObject({ format: 'dragoman/1', origins: { slate: { source: slateDocument } } });
  });

  test.each([
    [
      'an adapter nobody has',
      ['--to', 'tally'],
      'No adapter "tally". npm i -D @dragoman/adapter-tally, or list its plugin in dragoman.config.ts.',
    ],
    ['a channel the platform does not have', ['--to', 'slate', '--channel', 'fax'], '--channel: Slate has no channel "fax". It has sms.'],
    ['no platform', [], "dragoman translate: required option '--to <platform>' not specified"],
  ])('refuses %s', async (_what, options, problem) => {
    await using folder = await folderWith(files);
    const { stderr, code } = await dragoman(['translate', 'pets.yaml', ...options, ...plugin], { cwd: folder.path });
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  test('takes an installed adapter by its name', async () => {
    await using folder = await folderWith(files);
    const at = join(folder.path, 'node_modules/@dragoman/adapter-slate');
    await mkdir(at, { recursive: true });
    await writeFile(join(at, 'package.json'), JSON.stringify({ name: '@dragoman/adapter-slate', type: 'module', exports: './index.js' }));
    await writeFile(
      join(at, 'index.js'),
      `export const createSlateAdapter = () => ({
        contract: 'v1', id: 'slate', displayName: 'Slate', codes: {}, capabilities: { channels: {} },
        artifact: { recognises: (document) => document.slate === 1, schema: { '~standard': { validate: () => ({ issues: [{ message: 'Broken slate' }] }) } } },
        toPlatform: () => ({}), fromPlatform: () => ({ flows: [] }),
      });`,
    );
    const { stdout, stderr, code } = await spawnDragoman(['validate', 'morning.json'], { cwd: folder.path });
    expect(stdout).toContain('Broken slate');
    expect({ stderr, code }).toEqual({ stderr: '', code: 2 });
  });
});

describe('a platform document', () => {
  test('is checked by the rules of its installed adapter, which a config may set', { timeout: 30_000 }, async () => {
    await using folder = await folderWith({
      ...files,
      'node_modules/@dragoman/adapter-slate/package.json': '{"name": "@dragoman/adapter-slate", "type": "module", "exports": "./index.js"}',
      'node_modules/@dragoman/adapter-slate/index.js': `${slatePlugin}
        const brought = () => ({ ...slate_, rules: [{ contract: 'v1', id: 'slate/short', severity: 'warning', description: 'Short.',
          check: (bot, report) => report({ place: '/flows/0/nodes/1', reason: 'This is short.' }) }] });
        export { brought as slate };`,
      'lax/dragoman.config.json': '{"rules": {"slate/short": "off"}}',
      'lax/morning.json': slateDocument,
    });
    const { stdout } = await spawnDragoman(['validate', 'morning.json'], { cwd: folder.path });
    expect(stdout).toContain('warning morning.json:6:9 flows.main.nodes.who: This is short. (slate/short)\n');
    await spawnDragoman(['translate', 'morning.json', '--to', 'neutral', '--out', 'morning.bot.yaml'], { cwd: folder.path });
    expect((await spawnDragoman(['validate', 'morning.bot.yaml'], { cwd: folder.path })).stdout).toContain('(slate/short)');
    expect((await spawnDragoman(['validate', 'morning.json'], { cwd: `${folder.path}/lax` })).stdout).not.toContain('slate/short');
  });

  test('is validated where a bot is', async () => {
    await using folder = await folderWith({ ...files, 'broken.json': '{ "slate": 1, "lines": [\n  { "say": "no id" }\n] }' });
    const { stdout, code } = await dragoman(['validate', 'broken.json', ...plugin], { cwd: folder.path });
    expect(code).toBe(2);
    expect(stdout).toMatch(/broken\.json:2:3 .*\/lines\/0/);
  });

  test('runs where a bot does', async () => {
    await using folder = await folderWith(files);
    const { stdout, code } = await dragoman(['run', 'morning.json', '--say', 'hi', '--say', 'Ada', ...plugin], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('Goodbye, Ada.');
  });
});

describe('--as', () => {
  test('runs a bot as the platform would, and says what that loses', async () => {
    await using folder = await folderWith(files);
    const { stderr, code } = await dragoman(['run', 'shop.yaml', '--as', 'slate', '--say', 'hi', ...plugin], { cwd: folder.path });
    expect(stderr).toMatch(/warning shop\.yaml:\d+:\d+ flows\.main\.nodes\.look: .*\(dropped\)/);
    expect(code).toBe(0);
  });
});

describe('--channel', () => {
  test('is one of the platform', async () => {
    await using folder = await folderWith(files);
    const args = ['run', 'pets.yaml', '--as', 'slate', '--channel', 'fax', '--say', 'hi', ...plugin];
    const { stderr, code } = await dragoman(args, { cwd: folder.path });
    expect({ stderr, code }).toEqual({ stderr: '--channel: Slate has no channel "fax". It has sms.\n', code: 2 });
  });
});

describe('validate --for', () => {
  test('adds what a platform would lose, with its line', async () => {
    await using folder = await folderWith(files);
    const { stdout, code } = await dragoman(['validate', 'shop.yaml', '--for', 'slate', ...plugin], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout).toMatch(/error {3}shop\.yaml:\d+:\d+ flows\.main\.nodes\.look: On Slate: /);
    expect((await dragoman(['validate', 'pets.yaml', '--for', 'slate', ...plugin], { cwd: folder.path })).code).toBe(0);
  });
});
