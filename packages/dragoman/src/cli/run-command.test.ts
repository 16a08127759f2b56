import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith, orderApi, orderDesk, spawnDragoman } from './cli.fixture.ts';

const canary = 'canary-4f1e/9 "b"';
let api: Awaited<ReturnType<typeof orderApi>>;
let folder: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  api = await orderApi();
  folder = await folderWith({
    'desk.yaml': orderDesk(api.host),
    'public.yaml': orderDesk('api.shop.example'),
    'order.json': '{"status": "lost", "shipping": {"eta": "never"}}',
    'payment.json': '{"amount": 12.5}',
    'shop.env': `SHOP_KEY='${canary}'\n`,
  });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const run = (args: readonly string[], env: { readonly [name: string]: string } = {}) =>
  dragoman(['run', ...args], { cwd: folder.path, env });
/** Runs on the local API with its key. */
const runLocally = (args: readonly string[]) =>
  run(['desk.yaml', '--allow-host', api.host, '--secret', 'SHOP_KEY', ...args], { SHOP_KEY: canary });
const say = (...texts: readonly string[]) => texts.flatMap((text) => ['--say', text]);
const jsonLines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe.concurrent('dragoman run', () => {
  test('talks to the API and prints the conversation, without waiting for pauses', async () => {
    const startedAtMs = performance.now();
    const { stdout, stderr, code } = await runLocally(say('where is my order?', '1042'));
    expect(stdout).toBe('you  where is my order?\nbot  Which order?\nyou  1042\nbot  Order 1042 is shipped, here by today.\n');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(performance.now() - startedAtMs).toBeLessThan(30_000);
    expect(api.requests.find(({ url }) => url === '/orders/1042')).toMatchObject({ method: 'GET', headers: { 'x-api-key': canary } });
  });

  test('--json prints exactly these lines', async () => {
    const { stdout } = await runLocally(['--json', ...say('where is my order?', '1043', 'settings'), '--env', 'REGION=eu']);
    expect(stdout.trimEnd().split('\n')).toEqual([
      '{"from":"user","text":"where is my order?"}',
      '{"from":"bot","kind":"text","text":"Which order?"}',
      '{"from":"user","text":"1043"}',
      '{"from":"bot","kind":"text","text":"There is no order 1043."}',
      '{"from":"bot","kind":"text","text":"Which order?"}',
      '{"from":"user","text":"settings"}',
      '{"from":"bot","kind":"text","text":"There is no order settings."}',
      '{"from":"bot","kind":"text","text":"Which order?"}',
    ]);
  });

  test('--trace --json adds the events, in order', async () => {
    const { stdout } = await runLocally(['--json', '--trace', ...say('where is my order?', '1042')]);
    const lines = jsonLines(stdout);
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: 'request-end',
        integration: 'order-lookup',
        outcome: { kind: 'response', status: 200 },
        request: expect.objectContaining({ method: 'GET', url: `http://${api.host}/orders/1042` }),
        response: expect.objectContaining({ body: { status: 'shipped', shipping: { eta: 'today' } } }),
      }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ event: 'variable-set', name: 'orderId', value: '1042' }));
    const names = lines.flatMap((line) => (typeof line === 'object' && line !== null && 'event' in line ? [line.event] : []));
    expect(names.slice(0, 2)).toEqual(['turn-start', 'node-enter']);
    expect(names.indexOf('request-start')).toBeLessThan(names.indexOf('request-end'));
  });

  test('--trace draws what happened behind each message', async () => {
    const { stdout } = await runLocally(['--trace', ...say('where is my order?', '1042')]);
    expect(stdout).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/orders\/1042 +200 +[\d.]+ ms {2}[·█]+\n/);
    expect(stdout).toContain('look-up api');
    expect(stdout).toContain('= orderId: 1042');
    expect(stdout).toContain('→ found');
  });

  test('as people call it: one process, colours when asked for unless refused', async () => {
    const args = ['run', 'desk.yaml', '--allow-host', api.host, '--secret', 'SHOP_KEY', '--trace', ...say('where is my order?', '1042')];
    const env = { SHOP_KEY: canary, FORCE_COLOR: '1' };
    const [coloured, plain] = await Promise.all([
      spawnDragoman(args, { cwd: folder.path, env }),
      spawnDragoman([...args, '--no-color'], { cwd: folder.path, env }),
    ]);
    expect(coloured).toMatchObject({ code: 0, stderr: '' });
    expect(coloured.stdout).toContain('\u001b[36m');
    expect(plain.stdout).not.toContain('\u001b[');
    expect(plain.stdout).toContain('bot  Order 1042 is shipped, here by today.\n');
  });
});

describe.concurrent('stubs and network', () => {
  test('stubs of a name follow one another, and the last one stays', async () => {
    const { stdout } = await run([
      'public.yaml',
      '--json',
      '--quiet',
      ...['404', '200:order.json', 'timeout'].flatMap((result) => ['--stub', `order-lookup=${result}`]),
      ...say('where is my order?', '1', '2', 'where is my order?', '3', 'where is my order?', '4'),
    ]);
    expect(jsonLines(stdout)).toMatchObject([
      {},
      { text: 'Which order?' },
      {},
      { text: 'There is no order 1.' },
      { text: 'Which order?' },
      {},
      { text: 'Order 2 is lost, here by never.' },
      {},
      { text: 'Which order?' },
      {},
      { text: 'That takes longer than usual.' },
      {},
      { text: 'Which order?' },
      {},
      { text: 'That takes longer than usual.' },
    ]);
  });

  test.each(['order-lookup=max-connection', 'look-up=error'])('%s is an outcome of its own', async (stub) => {
    const { stdout, code } = await run(['public.yaml', '--json', '--quiet', '--stub', stub, ...say('where is my order?', '1')]);
    expect(jsonLines(stdout).at(-1)).toEqual({ from: 'bot', kind: 'handoff', text: '', queue: 'orders', context: [] });
    expect(code).toBe(0);
  });

  test('--offline sends nothing and says so', async () => {
    const { stdout, stderr } = await runLocally(['--offline', ...say('where is my order?', '66')]);
    expect(stdout).toContain('handed over to orders');
    expect(stderr).toMatch(/^warning order-lookup: .*offline/m);
    expect(api.requests.some(({ url }) => url === '/orders/66')).toBe(false);
  });

  test('a private address is refused, and the way to allow it is told', async () => {
    const { stderr } = await run(['desk.yaml', '--secret', 'SHOP_KEY', ...say('where is my order?', '67')], { SHOP_KEY: canary });
    expect(stderr).toContain(`--allow-host ${api.host}`);
    expect(api.requests.some(({ url }) => url === '/orders/67')).toBe(false);
  });

  test('--connect sends the calls for a host elsewhere', async () => {
    const { stdout } = await run(
      ['public.yaml', '--secret', 'SHOP_KEY', '--connect', `api.shop.example=${api.host}`, ...say('where is my order?', '1042')],
      {
        SHOP_KEY: canary,
      },
    );
    expect(stdout).toContain('Order 1042 is shipped');
    expect(api.requests.some(({ headers }) => headers.host === 'api.shop.example')).toBe(true);
  });

  test.each([
    [['--stub', 'order-lookp=404'], /^--stub: the bot has no integration or api node "order-lookp"\. It has order-lookup\.$/m],
    [['--stub', 'order-lookup=maybe'], /^--stub: not understood\. Expected INTEGRATION=STATUS\[:FILE\]/m],
    [['--stub', 'order-lookup=600'], /^--stub: not understood\. Expected a status from 100 to 599\.$/m],
    [['--stub', 'order-lookup=200:nowhere.json'], /^--stub: nowhere\.json cannot be read \(ENOENT\)\. Check the path\.$/m],
    [['--connect', 'api.shop.example'], /^--connect: not understood\. Expected HOST\[:PORT\]=HOST:PORT\.$/m],
    [['--allow-host', 'http://x/'], /"http:\/\/x\/" is not a host/],
    [['--set', 'visits=many'], /^--set: the variable visits takes a number\. Write visits=3\.$/m],
    [['--set', 'visits'], /^--set: not understood\. Expected VARIABLE=VALUE\.$/m],
    [['--secret', 'UNHEARD_OF'], /^--secret: the environment has no variable UNHEARD_OF\. Set it/m],
    [['--env-file', 'nowhere.env'], /^--env-file: nowhere\.env cannot be read/m],
    [['--callback', 'payment-7'], /^--callback: not understood\. Expected REFERENCE=RESULT/m],
    [['--replay', 'order.json'], /cannot be used with option '--say <text>'/],
  ])('%j ends with 2 and says why', async (args, message) => {
    const { stderr, stdout, code } = await run(['public.yaml', ...say('hi'), ...args]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe.concurrent('values', () => {
  test('--set by type, --env, and an option named by its number', async () => {
    const { stdout } = await run(['public.yaml', '--quiet', '--set', 'visits=3', '--env', 'REGION=eu', ...say('settings', '2')]);
    expect(stdout).toContain('bot  In eu, visit 3.\nbot  Which colour?\n       1  Red\n       2  Blue\nyou  2\nbot  Noted: b.\n');
  });

  test('--callback and --say go in command-line order', async () => {
    const { stdout } = await run([
      'public.yaml',
      '--quiet',
      '--say',
      'pay',
      '--say',
      'DE02',
      '--callback',
      'payment-7=ok:payment.json',
      '--say',
      'thanks',
    ]);
    expect(stdout).toContain('     callback payment-7: ok\nbot  Paid: 12.5 (ok).\nyou  thanks\nbot  Pardon?\n');
  });

  test('a secret is used, and seen nowhere: not in what the bot repeats, the trace or the recording', async () => {
    const record = join(folder.path, 'canary.json');
    const args = [
      'run',
      'desk.yaml',
      '--allow-host',
      api.host,
      '--secret',
      'SHOP_KEY',
      '--env-file',
      'shop.env',
      '--trace',
      ...say('where is my order?', '7'),
    ];
    const both = await Promise.all([
      spawnDragoman([...args, '--json', '--record', record], { cwd: folder.path }),
      spawnDragoman([...args, '--debug', '--say', canary], { cwd: folder.path }),
    ]);
    expect(api.requests.filter(({ url }) => url === '/orders/7').map(({ headers }) => headers['x-api-key'])).toEqual([canary, canary]);
    const seen = [...both.flatMap(({ stdout, stderr }) => [stdout, stderr]), await readFile(record, 'utf8')];
    for (const text of seen) {
      expect(text).not.toContain('canary');
      expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, 12));
    }
    expect(both[0].stdout).toContain('Order 7 is paid with');
  });

  test('a value typed for a secret is not repeated', async () => {
    const { stderr, code } = await run(['public.yaml', '--secret', `SHOP_KEY=${canary}`, ...say('hi')]);
    expect(stderr).toMatch(/^--secret: expected the NAME/);
    expect(stderr).not.toContain('canary');
    expect(code).toBe(2);
  });

  test('a secret that nobody gave is named before the first call, and the call fails as configuration', async () => {
    const { stdout, stderr } = await run(['desk.yaml', '--allow-host', api.host, '--trace', '--json', ...say('where is my order?', '68')]);
    expect(stderr).toBe('warning desk.yaml: nobody gave the secret SHOP_KEY; calls that need it will fail. Add --secret SHOP_KEY.\n');
    expect(jsonLines(stdout)).toContainEqual(
      expect.objectContaining({ event: 'request-end', outcome: expect.objectContaining({ kind: 'error', reason: 'configuration' }) }),
    );
    expect(api.requests.some(({ url }) => url === '/orders/68')).toBe(false);
  });

  test('the value of a sensitive variable is in no event and in no recording', async () => {
    const record = join(folder.path, 'sensitive.json');
    const { stdout } = await run(['public.yaml', '--quiet', '--trace', '--record', record, ...say('pay', 'DE0212345')]);
    expect(stdout.replaceAll('you  DE0212345', '')).not.toContain('DE0212345');
    expect(await readFile(record, 'utf8')).not.toContain('DE0212345');
  });
});

describe.concurrent('recordings', () => {
  test('a replay says the same without network, and notices when the bot says something else', async () => {
    await using shop = await orderApi();
    await using own = await folderWith({ 'desk.yaml': orderDesk(shop.host) });
    const inOwn = (args: readonly string[]) => dragoman(['run', 'desk.yaml', ...args], { cwd: own.path, env: { SHOP_KEY: canary } });
    const recorded = await inOwn([
      '--allow-host',
      shop.host,
      '--secret',
      'SHOP_KEY',
      '--record',
      'talk.json',
      ...say('where is my order?', '1042'),
    ]);
    expect(await inOwn(['--replay', 'talk.json'])).toEqual(recorded);
    expect(shop.requests.length).toBe(1);

    await writeFile(join(own.path, 'desk.yaml'), orderDesk(shop.host).replace('Which order?', 'Order number?'));
    const changed = await inOwn(['--replay', 'talk.json']);
    expect(changed.code).toBe(1);
    expect(changed.stderr).toContain('The run is not the one its journal tells of');
  });

  test('anything else is no recording', async () => {
    const { stderr, code } = await run(['public.yaml', '--replay', 'order.json']);
    expect(stderr).toBe('order.json: this is not a recording. Make one with --record.\n');
    expect(code).toBe(2);
  });

  test('a recording that cannot be written is said', async () => {
    const { stderr, code } = await run(['public.yaml', '--quiet', '--record', 'no/such/folder.json', ...say('hi')]);
    expect(stderr).toBe('--record: no/such/folder.json cannot be written (ENOENT). Check the folder.\n');
    expect(code).toBe(2);
  });
});

describe.concurrent('problems', () => {
  test('a bot that runs into an error ends with 1', async () => {
    await using own = await folderWith({
      'loop.yaml': `
id: loop
flows:
  - id: circle
    kind: fallback
    nodes:
      - { id: here, kind: jump, to: there }
      - { id: there, kind: jump, to: here }
`,
    });
    const { stderr, code } = await dragoman(['run', 'loop.yaml', '--quiet', '--say', 'hi'], { cwd: own.path });
    expect(stderr).toMatch(/^loop\.yaml:\d+:9 flows\.circle\.nodes\.\w+: .*the flow is stopped\.$/m);
    expect(code).toBe(1);
  });

  test('without anything to say it ends with 2', async () => {
    expect(await run(['public.yaml'])).toMatchObject({ code: 2, stderr: expect.stringContaining('there is nothing to say. Add --say') });
  });

  test.each<[string, string, RegExp]>([
    ['broken.json', '{"id": "a",\n  "flows": [}', /^broken\.json:2:13: Not valid JSON: /],
    ['broken.yaml', 'id: a\nflows: [', /^broken\.yaml:2:9: Not valid YAML: /],
    ['twice.yml', 'id: a\nid: b\nflows: []', /^twice\.yml:2:1: The key "id" stands twice in the same place, first in line 1\./],
    ['polluting.json', '{"id": "a", "flows": [], "__proto__": {}}', /^polluting\.json:1:26: The key "__proto__" is not allowed\./],
    ['nothing.ts', 'export const bot = {};', /^nothing\.ts: There is no default export\. Write `export default`/],
    ['other.json', '{"openapi": "3.1.0"}', /^other\.json: This is not a bot\. /],
    ['bot.txt', 'id: a', /^bot\.txt: This is no kind of file that can be read\. Name a \.ts/],
    [
      'wrong.yaml',
      'id: a\nflows:\n  - id: main\n    nodes:\n      - { id: one, kind: message, text: hi, next: tow }\n      - { id: two, kind: message, text: ho }',
      /^wrong\.yaml:5:51 flows\.main\.nodes\.one\.next.*: .*tow/,
    ],
    [
      'wrong.ts',
      'export default { id: "a", flows: [{ id: "main", nodes: [{ id: "one", kind: "mesage", text: "hi" }] }] };',
      /^wrong\.ts flows\.main\.nodes\.one\.kind: /,
    ],
  ])('%s is refused with its place', async (name, text, message) => {
    await using own = await folderWith({ [name]: text });
    const { stderr, stdout, code } = await dragoman(['run', name, '--say', 'hi'], { cwd: own.path });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('a mistake in TypeScript is refused with its place', async () => {
    await using own = await folderWith({ 'broken.ts': 'export default {\n  id: ,\n};' });
    expect(await spawnDragoman(['run', 'broken.ts', '--say', 'hi'], { cwd: own.path })).toEqual({
      stdout: '',
      stderr: 'broken.ts:2:7: Not valid TypeScript: Expression expected. Correct it.\n',
      code: 2,
    });
  });

  test('folders and missing files are named', async () => {
    expect(await run(['.', ...say('hi')])).toMatchObject({ code: 2, stderr: '.: This is a folder. Name a file in it.\n' });
    expect(await run(['nowhere.yaml', ...say('hi')])).toMatchObject({
      code: 2,
      stderr: 'nowhere.yaml: There is no such file. Check the path.\n',
    });
  });

  test('--debug shows the stack', async () => {
    expect((await run(['nowhere.yaml', '--debug', ...say('hi')])).stderr).toMatch(/\n {4}at /);
  });
});

describe.concurrent('plugins', () => {
  const plugin = `
    import * as core from '@dragoman/core';
    const schema: { '~standard': unknown } = { '~standard': { version: 1, vendor: 'acme', validate: (value: unknown) => ({ value }) } };
    export const acme = core.definePlugin({
      name: '@acme/plugin',
      nodeKinds: [{ contract: 'v1', kind: 'acme/shout', schema, outcomes: ['done'], enter: (node, turn) => { turn.send(node.text.toUpperCase()); return turn.route('done'); } }],
    });`;
  const bot = `
    export default { id: 'loud', flows: [{ id: 'main', kind: 'fallback', nodes: [{ id: 'shout', kind: 'acme/shout', text: 'hello' }] }] } satisfies object;`;

  test('come from the config, or from --plugin', async () => {
    await using own = await folderWith({
      'loud.bot.ts': bot,
      'acme.ts': plugin,
      'configured/loud.bot.ts': bot,
      'configured/dragoman.config.ts': `import { defineConfig } from 'dragoman';\nimport { acme } from '../acme.ts';\nexport default defineConfig({ plugins: [acme] });`,
    });
    const said = { stdout: 'you  hi\nbot  HELLO\n', stderr: '', code: 0 };
    const talk = (cwd: string, ...more: readonly string[]) => spawnDragoman(['run', 'loud.bot.ts', '--say', 'hi', ...more], { cwd });
    const [named, configured, missing] = await Promise.all([
      talk(own.path, '--plugin', './acme.ts'),
      talk(join(own.path, 'configured')),
      talk(own.path, '--plugin', '@dragoman/adapter-nowhere'),
    ]);
    expect(named).toEqual(said);
    expect(configured).toEqual(said);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('npm i -D @dragoman/adapter-nowhere') });
  });
});
