import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { definePlatformAdapter, delimited, exportBot, importBot, type Json, jsonArtifact, neutralSemantics, readBot } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { folderWith } from '../cli/cli.fixture.ts';
import { loadBot } from '../loading/load-bot.ts';
import { writeBotFiles } from './write-bot-files.ts';

const adapter = definePlatformAdapter({
  id: 'slate',
  displayName: 'Slate',
  capabilities: { nodes: ['message'], triggers: [] },
  artifact: jsonArtifact(z.object({ slate: z.literal(1), lines: z.array(z.object({ id: z.string(), say: z.string() })) })),
  semantics: neutralSemantics,
  dialects: { template: delimited('{{', '}}') },
  toPlatform: (bot, { print }) => ({ slate: 1 as const, lines: bot.nodes.map((node) => ({ id: bot.key(node), say: print(node.text) })) }),
  fromPlatform: ({ lines }, { read, id }) => ({
    flows: [
      { id: 'main', nodes: lines.map((line) => ({ id: id('node', { key: line.id }), kind: 'message' as const, text: read(line.say) })) },
    ],
  }),
});

const document =
  '\uFEFF{\r\n\t"slate": 1.0, "colour": "gr\\u00fcn",\r\n\t"lines": [{"id": "hi", "say": "Good day.", "voice": "alto"}]\r\n}';
const imported = importBot(adapter, document).value;

const written = async (name = 'shop.bot.yaml') => {
  const folder = await folderWith({});
  const path = join(folder.path, 'bots', name);
  const files = await writeBotFiles(imported, path);
  return { folder: join(folder.path, 'bots'), path, files, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
};

describe('a bot and the document it was imported from', () => {
  test.each(['shop.bot.yaml', 'shop.bot.yml', 'shop.bot.json', 'shop.yaml', 'shop.json'])('are two files: %s', async (name) => {
    await using it = await written(name);
    expect(it.files).toEqual([it.path, join(it.folder, 'shop.origin.json')]);
    expect(await readFile(join(it.folder, 'shop.origin.json'))).toEqual(Buffer.from(document));
    expect(await readFile(it.path, 'utf8')).not.toContain('colour');

    const { value, diagnostics } = await loadBot(it.path);
    expect(diagnostics).toEqual([]);
    expect(value).toEqual(imported);
  });

  test('are the document again, letter by letter, with what was edited in the bot', async () => {
    await using it = await written();
    const { value = imported } = await loadBot(it.path);
    expect(exportBot(adapter, value).text).toBe(document);

    await writeFile(it.path, (await readFile(it.path, 'utf8')).replace('Good day.', 'Good evening.'));
    const { value: edited = imported } = await loadBot(it.path);
    expect(exportBot(adapter, edited).text).toBe(document.replace('Good day.', 'Good evening.'));
  });

  test('have a name each where there are several', async () => {
    await using folder = await folderWith({});
    const bot = { ...imported, origins: { ...imported.origins, 'acme/tally': { source: '{}' } } };
    const files = await writeBotFiles(bot, join(folder.path, 'shop.bot.json'));
    expect(files.map((file) => file.slice(folder.path.length + 1))).toEqual([
      'shop.bot.json',
      'shop.acme%2Ftally.origin.json',
      'shop.slate.origin.json',
    ]);
    expect((await loadBot(join(folder.path, 'shop.bot.json'))).value).toEqual(bot);
  });

  test('may be one file', async () => {
    await using folder = await folderWith({ 'shop.json': JSON.stringify(imported) });
    expect((await loadBot(join(folder.path, 'shop.json'))).value).toEqual(imported);
  });

  test('are written with whatever the bot says', async () => {
    await using folder = await folderWith({});
    const text = fc.string({ unit: 'grapheme' });
    const json = fc.oneof(
      fc.json().map((value) => JSON.parse(value) as Json),
      text,
      fc.constantFrom('a\r\nb', ' a\n', '\ta: #', '- ', '<<', '!x', '1e3', 'null', '~', 'y'),
    );
    await fc.assert(
      fc.asyncProperty(json, text, fc.constantFrom('json', 'yaml'), async (value, name, extension) => {
        const shared = { value };
        const { value: bot } = readBot({ id: 'a', name, settings: { one: shared, two: shared } });
        fc.pre(bot !== undefined);
        const path = join(folder.path, `any.${extension}`);
        await writeBotFiles(bot, path);
        expect((await loadBot(path)).value).toEqual(bot);
      }),
      { numRuns: 200 },
    );
  });

  test('are not written as anything else', async () => {
    await expect(writeBotFiles(imported, '/nowhere/shop.ts', { file: 'shop.ts' })).rejects.toThrow(
      'shop.ts: a bot is written as .yaml, .yml or .json.',
    );
    await using folder = await folderWith({ file: '' });
    await expect(writeBotFiles(imported, join(folder.path, 'file/shop.json'), { file: 'file/shop.json' })).rejects.toThrow(
      /^file\/shop\.json: cannot be written \(E/,
    );
  });
});

describe('a document that is not as it was', () => {
  test.each<[string, (path: string) => Promise<unknown>, string]>([
    ['missing', (path) => rm(path), 'shop.origin.json is not there or cannot be read'],
    ['changed', (path) => writeFile(path, '{}'), 'shop.origin.json was changed'],
    ['a folder', async (path) => [await rm(path), await mkdir(path)], 'shop.origin.json is no file'],
  ])('%s is a warning, and the bot is printed anew', async (_, spoil, reason) => {
    await using it = await written();
    await spoil(join(it.folder, 'shop.origin.json'));
    const { value = imported, diagnostics } = await loadBot(it.path, { file: 'shop.bot.yaml' });
    expect(diagnostics).toMatchObject([
      { code: 'origin-missing', severity: 'warning', place: '/origins/slate', at: { file: 'shop.bot.yaml' } },
    ]);
    expect(diagnostics[0]?.reason).toContain(reason);
    expect(value.origins).toMatchObject({ slate: { file: 'shop.origin.json' } });

    const exported = exportBot(adapter, value);
    expect(exported.diagnostics.map(({ code }) => code)).toEqual(['origin-missing']);
    expect(exported.value).toEqual({ slate: 1, lines: [{ id: 'hi', say: 'Good day.' }] });
  });

  test.each([
    '../secret.json',
    '/etc/passwd',
    'a/../../secret.json',
    'C:\\secret.json',
    '..\\secret.json',
    'link.json',
    'folder/secret.json',
  ])('outside of the bot’s folder is refused: %s', async (file) => {
    await using folder = await folderWith({ 'secret.json': '{}', 'bots/x': '' });
    await symlink('../secret.json', join(folder.path, 'bots/link.json'));
    await symlink('..', join(folder.path, 'bots/folder'));
    const sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const path = join(folder.path, 'bots/shop.json');
    await writeFile(path, JSON.stringify({ id: 'a', flows: [], origins: { slate: { file, sha256 } } }));
    const { value, diagnostics } = await loadBot(path, { file: 'shop.json' });
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'origin-outside', severity: 'error', place: '/origins/slate', at: { file: 'shop.json', line: 1 } },
    ]);
    expect(diagnostics[0]?.reason).toBe(`${file} is not within the folder of the bot.`);
  });

  test.each(['beside.json', './beside.json', 'deeper/beside.json'])('within it is read: %s', async (file) => {
    await using folder = await folderWith({ 'beside.json': '{}', 'deeper/beside.json': '{}' });
    const sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const path = join(folder.path, 'shop.json');
    await writeFile(path, JSON.stringify({ id: 'a', flows: [], origins: { slate: { file, sha256 } } }));
    expect((await loadBot(path)).value?.origins).toEqual({ slate: { source: '{}' } });
  });
});
