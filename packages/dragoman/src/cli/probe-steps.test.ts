import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith } from './cli.fixture.ts';

/**
 * The twelve steps by which a person brings an API into a chat flow of m1bot, by commands.
 *
 * @see https://github.com/airayzing/Help-Docs-v2 call-external-apis-in-your-chat-flows
 */
const key = 'canary-key-4410';
let answer: unknown;
const seen: string[] = [];
const server = createServer(({ url = '', headers }, response) => {
  seen.push(`${url} ${headers['x-api-key']}`);
  response.writeHead(url.endsWith('/404') ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});
let host = '';
let folder: Awaited<ReturnType<typeof folderWith>>;

const write = (name: string, value: unknown) => writeFile(join(folder.path, name), `${JSON.stringify(value, null, 2)}\n`);
const read = async (name: string) => JSON.parse(await readFile(join(folder.path, name), 'utf8'));
const run = (...args: readonly string[]) =>
  dragoman([...args, '--plugin', './m1bot-plugin.ts'], { cwd: folder.path, env: { SHOP_KEY: key } });
const probe = (...more: readonly string[]) => run('probe', 'shop.json', 'Orders', '--allow-host', host, '--secret', 'SHOP_KEY', ...more);
/** Line and column of the first place that holds a text. */
const placeOf = async (text: string): Promise<string> => {
  const source = await readFile(join(folder.path, 'shop.json'), 'utf8');
  const before = source.slice(0, source.indexOf(text)).split('\n');
  return `shop.json:${before.length}:${(before.at(-1) ?? '').length + 1}`;
};

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await folderWith({
    'm1bot-plugin.ts': `import { m1bot } from '${new URL('../../../adapter-m1bot/src/index.ts', import.meta.url)}';\nexport default m1bot();`,
  });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await folder[Symbol.asyncDispose]();
});

describe('from an API to a chat that uses it', () => {
  test('steps 3 to 6: attributes, an API with real values, Test', async () => {
    answer = { data: [{ status: 'sent', total: 12.5 }], echo: key };
    await write('shop.json', {
      format: 'm1bot/1',
      bot: { name: 'Shop' },
      attributes: [{ key: 'orderno' }, { key: 'status' }],
      apis: [
        {
          id: 'orders',
          name: 'Orders',
          method: 'GET',
          url: `http://${host}/orders/A-17`,
          headers: [{ key: 'x-api-key', value: '{/secret.SHOP_KEY}' }],
        },
      ],
      flows: [],
    });
    const { stdout, stderr, code } = await probe('--save');
    expect(seen).toEqual([`/orders/A-17 ${key}`]);
    expect(stdout.replace(/ in \d+ ms/, '').split('\n')).toEqual([
      `GET http://${host}/orders/A-17  200`,
      '  $.data[0].status  string   "sent"',
      '  $.data[0].total   number   12.5',
      '  $.echo            string   "«[redacted]»"',
      'Not taken by /apis/0/response:',
      '  {"path":"data.0.status","attribute":"status"}',
      '  {"path":"data.0.total","attribute":"total"}',
      '  {"path":"echo","attribute":"echo"}',
      '',
    ]);
    expect(stderr).toBe('shop.json: the response is saved at integrations.orders.response.\n');
    expect(code).toBe(0);
    const { apis } = await read('shop.json');
    expect(apis[0]).toMatchObject({
      url: `http://${host}/orders/A-17`,
      sample: { data: [{ status: 'sent', total: 12.5 }], echo: '«[redacted]»' },
      schema: {
        type: 'object',
        properties: { data: { type: 'array', items: { type: 'object', required: ['status', 'total'] } }, echo: { type: 'string' } },
      },
    });
  });

  test('step 7: what the response gives is mapped to attributes, as it was proposed', async () => {
    const document = await read('shop.json');
    document.apis[0].response = [{ path: 'data.0.status', attribute: 'status' }];
    await write('shop.json', document);
    const { stdout, stderr, code } = await probe();
    expect(stdout).toContain('  $.data[0].status  string   "sent"  -> status, status\n');
    expect(stdout).not.toContain('{"path":"data.0.status"');
    expect([stderr, code]).toEqual(['', 0]);
  });

  test('step 8: attributes in place of the values; then the call needs an example of them', async () => {
    const document = await read('shop.json');
    document.apis[0].url = `http://${host}/orders/{/orderno}`;
    await write('shop.json', document);
    const none = await probe();
    const place = await placeOf('{\n      "key": "orderno"');
    expect(none.stderr).toBe(
      `${place} variables.0: The call of orders reads orderno, which has no example. Give it an \`example\`, or add --set orderno=VALUE.\n`,
    );
    expect([none.stdout, none.code]).toEqual(['', 2]);
    expect((await probe('--set', 'orderno=B/18')).code).toBe(0);
    expect(seen.at(-1)).toBe(`/orders/B%2F18 ${key}`);
    document.attributes[0].example = 'A-17';
    await write('shop.json', document);
    expect((await probe()).code).toBe(0);
    expect(seen.at(-1)).toBe(`/orders/A-17 ${key}`);
  });

  test('steps 9 to 12: the API component, its response codes, and Others', async () => {
    const document = await read('shop.json');
    document.flows = [
      {
        id: 'main',
        triggers: [{ start: true }],
        components: [
          { id: 'ask', component: 'text-question', message: 'Which order?', attribute: 'orderno' },
          {
            id: 'look',
            component: 'api',
            api: 'orders',
            responseCodes: [{ code: 200, goTo: { component: 'tell' } }],
            others: { goTo: { component: 'sorry' } },
          },
          { id: 'tell', component: 'message', message: 'It is /status.', goTo: 'end' },
          { id: 'sorry', component: 'message', message: 'No order /orderno.', goTo: 'end' },
        ],
      },
    ];
    await write('shop.json', document);
    const talk = (order: string) =>
      run('run', 'shop.json', '--allow-host', host, '--secret', 'SHOP_KEY', '--say', 'hi', '--say', order, '--trace');
    const found = await talk('7');
    expect(found.stdout).toContain('bot  It is sent.\n');
    expect(seen.at(-1)).toBe(`/orders/7 ${key}`);
    expect((await talk('404')).stdout).toContain('bot  No order 404.\n');
    expect(found.stdout + found.stderr).not.toContain(key);
  });

  test('later a changed response is told, where it stands in the document', async () => {
    answer = { data: [{ status: 5, place: 'Utrecht' }], echo: key };
    const { stderr, code } = await probe();
    const place = `${await placeOf('"schema"')} integrations.orders.response.schema: The response has`;
    expect(stderr.split('\n')).toEqual([
      `${place} changed: $.data[0].status was string, now number. Adapt what reads it, or --save what it is now.`,
      `${place} changed: $.data[0].total is gone. Adapt what reads it, or --save what it is now.`,
      `${place} more: $.data[*].place. --save it if it is to be relied on.`,
      '',
    ]);
    expect(code).toBe(1);
    answer = { data: [] };
    const gone = await probe();
    expect(gone.stderr).toContain(
      `${await placeOf('{\n          "path"')} integrations.orders.response.fields.0.path: status takes $.data[0].status, which is not in this response. Map a path that is.\n`,
    );
    expect(gone.code).toBe(1);
  });

  test('a refused connection and a response code without a body to learn from leave the document as it is', async () => {
    const before = await readFile(join(folder.path, 'shop.json'), 'utf8');
    const place = `${await placeOf('{\n      "id": "orders"')} integrations.orders:`;
    const missing = await probe('--save', '--set', 'orderno=404');
    expect(missing.stderr).toBe(
      `${place} The answer to the example values is 404, of which nothing is learned. Give others with --set, or as \`example\`s.\n`,
    );
    const refused = await probe('--save', '--connect', `${host}=127.0.0.1:1`);
    expect(refused.stderr).toContain(`${place} No response came (error: refused).`);
    expect([missing.code, refused.code]).toEqual([1, 1]);
    expect(await readFile(join(folder.path, 'shop.json'), 'utf8')).toBe(before);
  });

  test('the secret got into no file', async () => {
    for (const name of await readdir(folder.path)) expect(await readFile(join(folder.path, name), 'utf8')).not.toContain(key);
  });
});
