import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderWith, spawnDragoman } from '../src/cli/cli.fixture.ts';

/** What a team does with exports of LivePerson that has installed the command and the adapter, and configured nothing. */
const adapter = fileURLToPath(new URL('../node_modules/@dragoman/adapter-liveperson', import.meta.url));

const interaction = (id: string, name: string, text: string, more: object = {}) => ({
  id: id.repeat(40),
  name,
  group: 'main',
  interactionType: 'TEXT',
  content: { results: { type: 'TEXT', tile: { tileData: [{ text }] } } },
  ...more,
});

const exported = (changes: { readonly name?: string; readonly greeting?: string; readonly code?: string } = {}): string => {
  const {
    name = 'welcome',
    greeting = 'Good morning.',
    code = 'var order = botContext.getBotVariable("api_Orders");\nbotContext.printDebugMessage("here");',
  } = changes;
  return JSON.stringify(
    {
      bot: { id: 'b0b', name: 'Shop' },
      responder: [
        {
          id: 'o1',
          name: 'Orders',
          webhook: 'http://api.example/orders',
          method: 'GET',
          params: [{ key: 'access_token', value: 'abcdef0123456789' }],
          responseDataVariable: 'Orders',
          integrationType: 'API',
        },
      ],
      conversationMessage: [
        interaction('a', name, greeting, { nextMessageId: 'b'.repeat(40) }),
        interaction('b', 'code', 'BLANK_MESSAGE', { prevMessageId: 'a'.repeat(40), postProcessMessage: code }),
      ],
      groups: [{ id: 'main', name: 'Main', dialogType: 'FALLBACK_DIALOG' }],
    },
    null,
    2,
  );
};

let folder: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  folder = await folderWith({
    'exports/shop.json': exported(),
    'exports/leaky.json': exported({
      code: 'var order = botContext.getBotVariable("api_Orders");\nbotContext.printDebugMessage(order.jsonData);',
    }),
    'after.json': exported({
      name: 'hello',
      greeting: 'Good evening.',
      code: 'var order = botContext.getBotVariable("api_Orders");\nbotContext.printDebugMessage("there");',
    }),
    'broken/cut.json': exported().slice(0, 500),
    'broken/wrong.json': '{\n  "bot": {},\n  "conversationMessage": 7\n}',
  });
  await mkdir(join(folder.path, 'node_modules/@dragoman'), { recursive: true });
  await symlink(adapter, join(folder.path, 'node_modules/@dragoman/adapter-liveperson'));
});
afterAll(() => folder[Symbol.asyncDispose]());

const dragoman = (...args: readonly string[]) => spawnDragoman(args, { cwd: folder.path });

describe('exports of LivePerson', { timeout: 30_000 }, () => {
  test('are checked, with the line and column of what is wrong', async () => {
    const { stdout, code } = await dragoman('validate', 'exports/*.json', '--format', 'github');
    const source = await readFile(join(folder.path, 'exports/leaky.json'), 'utf8');
    const lineOf = (text: string): number => source.slice(0, source.indexOf(text)).split('\n').length;
    expect(stdout).toContain(`file=exports/leaky.json,line=${lineOf('"webhook"')},col=18,title=bot/plain-http::`);
    expect(stdout).toContain(`file=exports/leaky.json,line=${lineOf('abcdef0123456789')},col=20,title=bot/secret-in-text::`);
    expect(stdout).toMatch(
      new RegExp(
        `file=exports/leaky\\.json,line=${lineOf('"postProcessMessage"')},col=\\d+,title=liveperson/logged-data::[^\\n]*Line 2, column 1: `,
      ),
    );
    expect(stdout).not.toMatch(/file=exports\/shop\.json[^\n]*logged-data/);
    expect(code).toBe(0);
  });

  test('that are damaged are refused where they are', async () => {
    const { stdout, code } = await dragoman('validate', 'broken/*.json');
    expect(stdout).toMatch(/^error {3}broken\/cut\.json:\d+:\d+: Not valid JSON: It ends too early\./);
    expect(stdout).toContain('error   broken/wrong.json:3:26 /conversationMessage: ');
    expect(code).toBe(2);
  });

  test('are compared by the names of interactions, code line by line', async () => {
    const { stdout } = await dragoman('diff', 'exports/shop.json', 'after.json', '--no-color');
    expect(stdout).toContain('- node welcome in Main');
    expect(stdout).toContain('+ node hello in Main');
    expect(stdout).toContain('-botContext.printDebugMessage("here");\n      +botContext.printDebugMessage("there");');
  });

  test('go to the neutral form and back byte for byte', async () => {
    await dragoman('translate', 'exports/shop.json', '--to', 'neutral', '--out', 'shop.bot.yaml', '--quiet');
    const { stdout, code } = await dragoman('translate', 'shop.bot.yaml', '--to', 'liveperson', '--quiet');
    expect(code).toBe(0);
    expect(stdout).toBe(exported());
  });
});
