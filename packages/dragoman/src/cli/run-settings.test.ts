import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { dragoman, folderWith } from './cli.fixture.ts';

const bot = `
id: desk
credentials: [{ id: key, name: The key, kind: access-token, fields: { token: { secret: OTHER } } }]
integrations: [{ id: list, method: GET, url: 'http://api.example/list', credential: key, response: { variable: list } }]
flows:
  - id: greet
    triggers: [{ kind: intent, intent: greeting }, { kind: intent, intent: welcome }]
    nodes: [{ id: hello, kind: message, text: Hello. }]
  - id: call
    triggers: [{ kind: text, equals: call }]
    nodes: [{ id: ask, kind: api, integration: list, routes: [{ when: other, to: next }] }]
  - id: trip
    triggers: [{ kind: text, equals: trip }]
    nodes: [{ id: script, kind: script, dialect: es5, source: 'null.x;' }]
`;
const given = (type: string) => JSON.stringify({ kind: 'access-token', fields: { type, token: { secret: 'TOKEN' } } });

let folder: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  folder = await folderWith({
    'desk.yaml': bot,
    'key.json': given('Bearer'),
    'list.json': '[]',
    'odd.json': '{"kind": "basic", "fields": {}}',
  });
});
afterAll(() => folder[Symbol.asyncDispose]());

const run = (...args: readonly string[]) =>
  dragoman(['run', 'desk.yaml', '--offline', ...args], { cwd: folder.path, env: { TOKEN: 'a-token', OTHER: 'b' } });

describe('--intent', () => {
  test('says what the text before it means', async () => {
    const { stdout } = await run('--say', 'good day', '--intent', 'small-talk', '--intent', 'welcome', '--say', 'good day');
    expect(stdout).toBe('you  good day\nbot  Hello.\nyou  good day\nbot  Sorry, I did not understand that.\n');
  });

  test('needs something that is said', async () => {
    const { stderr, code } = await run('--intent', 'greeting', '--say', 'hi');
    expect(stderr).toContain('--intent: there is nothing said before it.');
    expect(code).toBe(2);
  });
});

describe('--credential', () => {
  test('says what a credential is here, by id or name', async () => {
    const seen: (string | undefined)[] = [];
    const api = createServer(({ headers }, response) => {
      seen.push(headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void api.close());
    await once(api, 'listening');
    const connect = ['--connect', `api.example=127.0.0.1:${(api.address() as AddressInfo).port}`];
    for (const name of ['key', 'The key']) {
      const args = ['run', 'desk.yaml', '--say', 'call', '--credential', `${name}=key.json`, '--secret', 'TOKEN', ...connect];
      const { stderr } = await dragoman(args, { cwd: folder.path, env: { TOKEN: 'a-token' } });
      expect(stderr).toBe('');
    }
    expect(seen).toEqual(['Bearer a-token', 'Bearer a-token']);
  });

  test.each([
    ['key', 'not understood. Expected ID=FILE.'],
    ['lock=key.json', 'the bot has no credential "lock". It has key.'],
    ['key=list.json', 'list.json holds no credential.'],
    ['key=odd.json', 'odd.json: '],
    ['key=none.json', 'none.json cannot be read'],
  ])('refuses %s', async (argument, problem) => {
    const { stderr, code } = await run('--say', 'call', '--credential', argument);
    expect(stderr).toContain(`--credential: ${problem}`);
    expect(code).toBe(2);
  });
});

test('the trace says where in the file a script failed', async () => {
  const { stdout } = await run('--say', 'trip', '--trace', '--no-color');
  expect(stdout.replaceAll(/[ │\n]+/g, ' ')).toContain('(desk.yaml:14:63, script-throw)');
});
