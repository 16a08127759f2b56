import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith } from './cli.fixture.ts';

const key = 'canary-key-7731';
let host = '';
const seen: { readonly url: string; readonly key: string }[] = [];
const json = 'application/json';
const answers: { readonly [path: string]: readonly [status: number, type: string, body: string] } = {
  '/orders/A-17': [
    200,
    json,
    JSON.stringify({
      status: 'sent',
      total: 12.5,
      owner: { iban: 'NL91ABNA0417164300', key },
      lines: [1, 2, 3, 4].map((id) => ({ id, name: `L${id}` })),
    }),
  ],
  '/orders/B-18': [200, json, JSON.stringify({ status: 7, owner: { iban: 'NL02ABNA0123456789' }, lines: [], note: null })],
  '/orders/page': [200, 'text/html', '<h1>Hello</h1>'],
  '/orders/broken': [200, json, '{"status": '],
  '/orders/none': [204, json, ''],
};
const listener: RequestListener = ({ url = '', headers }, response) => {
  seen.push({ url, key: String(headers['x-api-key']) });
  const [status, type, body] = answers[url.replace(/\?.*/, '')] ?? [404, json, '{"error":"unknown"}'];
  response.writeHead(status, { 'content-type': type }).end(body);
};
const server = createServer(listener);

const bot = (more = '') => `# The order desk.
id: order-desk
credentials:
  - { id: shop, kind: api-key, fields: { header: x-api-key, key: { secret: SHOP_KEY } } }
variables:
  - { name: orderId, example: A-17 }
  - { name: iban, sensitive: true }
  - { name: nobody }
integrations:
  - id: flat
    method: GET
    url: "http://${host}/orders/{{orderId}}"
    response: { variable: flat }   # one line
  - id: orders
    name: Order look-up
    method: GET
    url: "http://${host}/orders/{{orderId}}"
    query: [{ name: by, value: a b }]
    credential: shop
    response:
      variable: order
      fields:
        - { name: status, path: $.status }   # shipped, lost
        - { name: iban, path: $.owner.iban, to: iban }
${more}
  - { id: other, method: GET, url: "http://${host}/x/{{nobody}}", response: { variable: other } }
  - { id: paged, method: GET, url: "http://${host}/orders/A-17", pagination: { next: { cursor: $.status, query: from } }, response: { variable: paged } }
flows: []
`;

let folder: Awaited<ReturnType<typeof folderWith>>;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await folderWith({
    'desk.bot.yaml': bot(),
    'save.bot.yaml': bot(),
    'flat.bot.yaml': bot(),
    'drift.bot.yaml': bot(),
    'missing.bot.yaml': bot('        - { name: gone, path: $.gone }'),
    'desk.bot.ts': `export default { id: 'd', integrations: [{ id: 'orders', method: 'GET', url: 'http://${host}/orders/A-17', response: { variable: 'o' } }], flows: [] };`,
    'desk.bot.json': `${JSON.stringify({ id: 'd', integrations: [{ id: 'orders', method: 'GET', url: `http://${host}/orders/A-17`, response: { variable: 'o' } }], flows: [] }, null, 2)}\n`,
    'm1bot-plugin.ts': `import { m1bot } from '${new URL('../../../adapter-m1bot/src/index.ts', import.meta.url)}';\nexport default m1bot();`,
    'm1bot.json': JSON.stringify(
      {
        format: 'm1bot/1',
        bot: { name: 'Desk' },
        attributes: [{ key: 'no', example: 'A-17' }],
        apis: [
          {
            id: 'orders',
            name: 'Orders',
            method: 'GET',
            url: `http://${host}/orders/{/no}`,
            response: [{ path: 'status', attribute: 'no' }],
          },
        ],
        flows: [{ id: 'main', components: [] }],
      },
      null,
      4,
    ),
  });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await folder[Symbol.asyncDispose]();
});

const probe = (...args: readonly string[]) =>
  dragoman(['probe', ...args, '--allow-host', host, '--secret', 'SHOP_KEY'], { cwd: folder.path, env: { SHOP_KEY: key } });
const text = (name: string) => readFile(join(folder.path, name), 'utf8');

describe('dragoman probe', () => {
  test('calls with example values, and shows what came back and what takes it', async () => {
    const { stdout, stderr, code } = await probe('desk.bot.yaml', 'Order look-up');
    expect(seen.at(-1)).toEqual({ url: '/orders/A-17?by=a%20b', key });
    expect(stdout.replace(/ in \d+ ms/, '')).toBe(
      [
        `GET http://${host}/orders/A-17?by=a%20b  200`,
        '  $.status         string   "sent"  -> status',
        '  $.total          number   12.5',
        '  $.owner.iban     string   "«[redacted]»"  -> iban, iban',
        '  $.owner.key      string   "«[redacted]»"',
        '  $.lines[0].id    number   1',
        '  $.lines[0].name  string   "L1"',
        'Not taken by a field of integrations.orders.response.fields:',
        '  - { name: "total", path: "$.total" }',
        '  - { name: "key", path: "$.owner.key" }',
        '  - { name: "id", path: "$.lines[0].id" }',
        '  - { name: "name", path: "$.lines[0].name" }',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('--save writes the response and its schema, and leaves the rest as it is', async () => {
    const { code, stderr } = await probe('save.bot.yaml', 'orders', '--save');
    expect(stderr).toBe('save.bot.yaml: the response is saved at integrations.orders.response.\n');
    expect(code).toBe(0);
    const saved = await text('save.bot.yaml');
    expect(saved).not.toContain(key);
    expect(saved).not.toContain('NL91');
    const lines = saved.split('\n');
    const before = bot().split('\n');
    expect(before.filter((line) => !lines.includes(line))).toEqual([]);
    expect(saved.slice(saved.indexOf('      sample:'), saved.indexOf('      schema:'))).toBe(
      `      sample:
        status: sent
        total: 12.5
        owner:
          iban: «[redacted]»
          key: «[redacted]»
        lines:
          - id: 1
            name: L1
          - id: 2
            name: L2
          - id: 3
            name: L3
`,
    );
    expect((await probe('save.bot.yaml', 'orders')).code).toBe(0);
    await probe('save.bot.yaml', 'orders', '--save');
    expect(await text('save.bot.yaml')).toBe(saved);
  });

  test('--save writes between braces as JSON', async () => {
    expect((await probe('flat.bot.yaml', 'flat', '--save')).code).toBe(0);
    expect(await text('flat.bot.yaml')).toContain('response: { variable: flat, "sample": {"status":"sent",');
    expect(await text('flat.bot.yaml')).toContain('}   # one line\n');
    expect((await probe('desk.bot.json', 'orders', '--save')).code).toBe(0);
    expect(JSON.parse(await text('desk.bot.json')).integrations[0].response).toMatchObject({
      sample: { total: 12.5 },
      schema: { type: 'object' },
    });
    expect(await text('desk.bot.json')).toContain('\n        "sample": {\n          "status": "sent",');
  });

  test('a later probe says what has changed, with 1', async () => {
    await probe('drift.bot.yaml', 'orders', '--save');
    const { stderr, code } = await probe('drift.bot.yaml', 'orders', '--set', 'orderId=B-18');
    const line = (await text('drift.bot.yaml')).split('\n').findIndex((one) => one.startsWith('      schema:')) + 1;
    const place = `drift.bot.yaml:${line}:7 integrations.orders.response.schema: The response has`;
    expect(stderr.split('\n')).toEqual([
      `${place} changed: $.status was string, now number. Adapt what reads it, or --save what it is now.`,
      `${place} changed: $.total is gone. Adapt what reads it, or --save what it is now.`,
      `${place} changed: $.owner.key is gone. Adapt what reads it, or --save what it is now.`,
      `${place} more: $.note. --save it if it is to be relied on.`,
      '',
    ]);
    expect(code).toBe(1);
    await probe('drift.bot.yaml', 'orders', '--set', 'orderId=B-18', '--save');
    expect((await probe('drift.bot.yaml', 'orders')).code).toBe(0);
    expect((await probe('drift.bot.yaml', 'orders', '--set', 'orderId=B-18')).code).toBe(0);
  });

  test('of a list that comes in pages the first is enough', async () => {
    const before = seen.length;
    expect((await probe('desk.bot.yaml', 'paged')).stdout).toContain('$.status');
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/orders/A-17']);
  });

  test('a field that finds nothing is named', async () => {
    const { stderr, code } = await probe('missing.bot.yaml', 'orders');
    expect(stderr).toBe(
      'missing.bot.yaml:25:31 integrations.orders.response.fields.2.path: gone takes $.gone, which is not in this response. Map a path that is.\n',
    );
    expect(code).toBe(1);
  });

  test.each([
    ['page', 'The response is a text'],
    ['broken', 'No response came (error: bad-body).'],
    ['none', 'The response has no body.'],
    ['lost', 'The answer to the example values is 404'],
  ])('an answer of which nothing can be learned: %s', async (order, problem) => {
    const { stderr, code } = await probe('desk.bot.yaml', 'orders', '--set', `orderId=${order}`, '--save');
    expect(stderr).toContain(`desk.bot.yaml:14:5 integrations.orders: ${problem}`);
    expect(code).toBe(1);
    expect(await text('desk.bot.yaml')).toBe(bot());
  });

  test.each([
    [
      ['desk.bot.yaml', 'other'],
      'desk.bot.yaml:8:5 variables.2: The call of other reads nobody, which has no example. Give it an `example`, or add --set nobody=VALUE.',
    ],
    [['desk.bot.yaml', 'nothing'], 'the bot has no integration "nothing". It has flat, orders, other, paged.'],
    [['desk.bot.ts', 'orders', '--save'], 'a response is saved into a bot that is YAML or JSON.'],
  ])('what cannot be done says why: %s', async (args, problem) => {
    const { stderr, code } = await probe(...args);
    expect(stderr).toContain(problem);
    expect(code).toBe(2);
  });

  test("a platform's document that keeps responses takes them too", async () => {
    const before = await text('m1bot.json');
    const { code, stderr } = await probe('m1bot.json', 'orders', '--save', '--plugin', './m1bot-plugin.ts');
    expect(stderr).toContain('saved');
    expect(code).toBe(0);
    const after = JSON.parse(await text('m1bot.json'));
    expect(after.apis[0]).toMatchObject({ sample: { status: 'sent' }, schema: { type: 'object' } });
    expect((await text('m1bot.json')).startsWith(before.slice(0, before.indexOf('"response"')))).toBe(true);
  });
});
