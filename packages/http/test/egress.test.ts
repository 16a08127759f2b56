import { describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered, sendOnce } from './calls.fixture.ts';
import { httpServer } from './servers.fixture.ts';

const closed = { allowHosts: [] };

describe('by default nothing private is connected to', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '0',
    '①②⑦.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '169.254.169.254',
    'metadata.google.internal',
    '10.0.0.1',
    '100.64.0.1',
    '192.168.0.1',
  ])('http://%s', async (host) => {
    const server = await httpServer((_request, response) => response.end('{}'));
    expect(brief(await callOnce(`http://${host}:${server.port}/`, { http: closed }))).toBe('error blocked');
    expect(brief(await sendOnce(`http://${host}:${server.port}/`, closed))).toBe('error blocked');
    expect(server.accepted()).toBe(0);
  });

  test('not by a name that resolves to it', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const http = { allowHosts: [], resolve: async () => ['127.0.0.1'] };
    const result = await callOnce(`http://shop.example:${server.port}/`, { http });
    expect(result.outcome).toMatchObject({
      reason: 'blocked',
      detail: expect.stringContaining(`--allow-host shop.example:${server.port}`),
    });
    expect(server.accepted()).toBe(0);
  });

  test('not by a redirect', async () => {
    const inner = await httpServer((_request, response) => response.end('{}'));
    const outer = await httpServer((_request, response) => response.writeHead(302, { location: inner.url }).end());
    const result = await callOnce(outer.url, { http: { allowHosts: [outer.host] } });
    expect(brief(result)).toBe('error blocked');
    expect(inner.accepted()).toBe(0);
  });

  test('not by a name that changes its address after the check', async () => {
    const inner = await httpServer((_request, response) => response.end('{}'));
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return answers.shift() ?? [];
    };
    const call = openCall({ allowHosts: [`shop.example:${inner.port}`], resolve });
    const url = `http://shop.example:${inner.port}/`;
    expect(brief(await call.call(rendered(url), callOptions()))).toBe('response 200');
    expect(brief(await call.call(rendered(url), callOptions()))).toBe('response 200');
    // One connection, one question: nothing between the check and the connection asks again.
    expect([asked, inner.accepted()]).toEqual([['shop.example'], 1]);
  });
});

describe('what is allowed', () => {
  test('is connected to on that port', async () => {
    const [open, shut] = [
      await httpServer((_request, response) => response.end('{}')),
      await httpServer((_request, response) => response.end('{}')),
    ];
    const call = openCall({ allowHosts: [open.host] });
    expect(brief(await call.call(rendered(open.url), callOptions()))).toBe('response 200');
    expect(brief(await call.call(rendered(shut.url), callOptions()))).toBe('error blocked');
  });

  test('a detour carries the call, by plain HTTP also for https, under its own name', async () => {
    const seen: (string | undefined)[] = [];
    const server = await httpServer((request, response) => {
      seen.push(`${request.headers.host}${request.url}`);
      response.end('{}');
    });
    const http = { allowHosts: [], connect: [{ from: 'api.shop.example', to: server.host }] };
    expect(brief(await callOnce('https://api.shop.example/v1?a=b', { http }))).toBe('response 200');
    expect(brief(await callOnce('http://api.shop.example:8080/v2', { http }))).toBe('response 200');
    expect(seen).toEqual(['api.shop.example/v1?a=b', 'api.shop.example:8080/v2']);
  });
});
