import { beforeAll, describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered, sendOnce } from './calls.fixture.ts';
import { type TestAuthority, type TestCertificate, testAuthority } from './certificates.fixture.ts';
import { proxyServer } from './proxy.fixture.ts';
import { closedPort, httpServer, httpsServer, onRequest, rawServer } from './servers.fixture.ts';

let authority: TestAuthority;
let certificate: TestCertificate;

beforeAll(async () => {
  authority = await testAuthority();
  certificate = await authority.issue({ hosts: ['shop.example', 'localhost', '127.0.0.1'] });
});

const serverTls = () => ({ cert: certificate.certificate, key: certificate.key });
// Names of targets must not be resolved on this side.
const closed = {
  allowHosts: [],
  resolve: (host: string) => (host === 'proxy.example' ? Promise.resolve(['127.0.0.1']) : Promise.reject(new Error(host))),
};

describe('through a proxy', () => {
  test('http goes over one tunnel, under its own name, and is never resolved here', async () => {
    const hosts: (string | undefined)[] = [];
    const server = await httpServer((request, response) => {
      hosts.push(`${request.headers.host}${request.url}`);
      expect(request.headers).not.toHaveProperty('proxy-authorization');
      response.end('{}');
    });
    const proxy = await proxyServer();
    const call = openCall({ ...closed, proxy: { url: `http://proxy.example:${proxy.port}` } });
    for (let index = 0; index < 3; index++) {
      expect(brief(await call.call(rendered(`http://shop.example:${server.port}/v1`), callOptions()))).toBe('response 200');
    }
    expect(proxy.targets).toEqual([`shop.example:${server.port}`]);
    expect(hosts).toEqual(Array(3).fill(`shop.example:${server.port}/v1`));
    expect(server.accepted()).toBe(1);
    await call.dispose();
    await proxy.idle();
    await server.idle();
  });

  test.each([false, true])('https ends at the target (the proxy itself by TLS: %s), and the timing says so', async (isSecure) => {
    const server = await httpsServer(serverTls(), (_request, response) => response.end('{}'));
    const proxy = await proxyServer(isSecure ? { tls: serverTls() } : {});
    const call = openCall({
      ...closed,
      proxy: { url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${proxy.port}` },
      tls: { authorities: [authority.certificate] },
    });
    const request = rendered(`https://shop.example:${server.port}`);
    const first = await call.call(request, callOptions());
    expect(brief(first)).toBe('response 200');
    expect(Object.keys(first.timing ?? {}).sort()).toEqual(['bodyMs', 'connectMs', 'dnsMs', 'firstByteMs', 'tlsMs', 'totalMs']);
    const second = await call.call(request, callOptions());
    expect(Object.keys(second.timing ?? {}).sort()).toEqual(['bodyMs', 'firstByteMs', 'totalMs']);
    expect(proxy.targets).toEqual([`shop.example:${server.port}`]);
    await call.dispose();
    await proxy.idle();
    await server.idle();
  });

  test('the certificate of the target is checked, and that of the proxy too', async () => {
    const server = await httpsServer(serverTls(), (_request, response) => response.end('{}'));
    const [open, secure] = [await proxyServer(), await proxyServer({ tls: serverTls() })];
    const tls = { authorities: [authority.certificate] };
    const url = `https://shop.example:${server.port}`;
    expect(brief(await callOnce(url, { http: { ...closed, proxy: { url: open.url } } }))).toBe('error tls');
    const wrongName = `https://other.example:${server.port}`;
    expect(brief(await callOnce(wrongName, { http: { ...closed, tls, proxy: { url: open.url } } }))).toBe('error tls');
    const untrusted = await callOnce(url, { http: { ...closed, proxy: { url: `https://localhost:${secure.port}` }, resolve: toLoopback } });
    expect(untrusted.outcome).toMatchObject({ reason: 'tls', detail: expect.stringContaining(`The proxy localhost:${secure.port}`) });
    expect(secure.targets).toEqual([]);
    await open.idle();
    await secure.idle();
  });

  test('who calls is said to the proxy alone, from a secret, which is redacted', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const value = `Basic ${Buffer.from('ada:p4ss-w0rd').toString('base64')}`;
    const proxy = await proxyServer({ authorization: value });
    const call = openCall({
      ...closed,
      secrets: { reveal: () => 'p4ss-w0rd' },
      proxy: { url: proxy.url, username: 'ada', password: { secret: 'PROXY' } },
    });
    expect(brief(await call.call(rendered(`http://shop.example:${server.port}`), callOptions()))).toBe('response 200');
    expect(call.redact(`${value} p4ss-w0rd`)).not.toMatch(/p4ss|YWRh/);
  });

  test('what is bypassed, and a detour, goes straight, and is guarded as ever', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const proxy = await proxyServer();
    const http = {
      allowHosts: ['a.corp.example', 'localhost'],
      resolve: toLoopback,
      proxy: { url: proxy.url, bypass: ['.corp.example', `localhost:${server.port}`] },
      connect: [{ from: 'detour.example', to: server.host }],
    };
    for (const host of ['a.corp.example', 'localhost', 'detour.example']) {
      expect(brief(await callOnce(`http://${host}:${server.port}`, { http }))).toBe('response 200');
    }
    expect(brief(await callOnce(`http://b.corp.example:${server.port}`, { http }))).toBe('error blocked');
    expect(proxy.targets).toEqual([]);
    expect(brief(await callOnce(`http://corp.example:${server.port}`, { http }))).toBe('response 200');
    expect(proxy.targets).toEqual([`corp.example:${server.port}`]);
  });
});

const toLoopback = async () => ['127.0.0.1'];

describe('a proxy is asked for nothing', () => {
  test.each([
    'http://127.0.0.1/',
    'http://10.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://2130706433/',
    'http://169.254.169.254/',
    'http://metadata.google.internal/',
    'http://localhost/',
    'https://any.localhost./',
  ])('that is private by what it is called: %s', async (url) => {
    const proxy = await proxyServer();
    const http = { ...closed, proxy: { url: proxy.url } };
    expect(brief(await callOnce(url, { http }))).toBe('error blocked');
    expect(brief(await sendOnce(url, http))).toBe('error blocked');
    expect(proxy.accepted()).toBe(0);
  });

  test('by a redirect to such a place', async () => {
    const server = await httpServer((_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end());
    const proxy = await proxyServer();
    const url = `http://shop.example:${server.port}`;
    expect(brief(await callOnce(url, { http: { ...closed, proxy: { url: proxy.url } } }))).toBe('error blocked');
    expect(proxy.targets).toEqual([`shop.example:${server.port}`]);
  });

  test('unless that place is allowed', async () => {
    const server = await httpServer((_request, response) => response.end('{}'));
    const proxy = await proxyServer();
    const http = { ...closed, allowHosts: ['10.0.0.1'], proxy: { url: proxy.url } };
    expect(brief(await callOnce(`http://10.0.0.1:${server.port}`, { http }))).toBe('response 200');
  });
});

describe('a proxy that fails', () => {
  const through = async (url: string, rest: object = {}) => {
    const result = await callOnce('https://shop.example/', { http: { ...closed, proxy: { url, ...rest } } });
    return [brief(result), result.outcome.kind === 'error' ? result.outcome.detail : ''] as const;
  };

  test('does not listen: refused', async () => {
    const port = await closedPort();
    const [outcome, detail] = await through(`http://127.0.0.1:${port}`);
    expect([outcome, detail]).toEqual(['error refused', `The proxy 127.0.0.1:${port} refused the connection (ECONNREFUSED).`]);
  });

  test('has a name without an address: dns', async () => {
    expect((await through('http://nowhere.example:3128'))[0]).toBe('error dns');
  });

  test.each([403, 502, 503])('answers %s: refused', async (status) => {
    const proxy = await proxyServer({ status });
    const [outcome, detail] = await through(proxy.url);
    expect(outcome).toBe('error refused');
    expect(detail).toContain(`gave no connection to shop.example:443 (${status})`);
    await proxy.idle();
  });

  test('wants to know who calls: authentication', async () => {
    const proxy = await proxyServer({ authorization: 'Basic eA==' });
    expect((await through(proxy.url))[0]).toBe('error authentication');
    await proxy.idle();
    expect((await through(proxy.url, { username: 'ada', password: { secret: 'NONE' } }))[0]).toBe('error configuration');
    await proxy.idle();
  });

  test.each([
    ['leaves', '', 'error reset'],
    ['leaves in its answer', 'HTTP/1.1 200', 'error reset'],
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'error protocol'],
    ['sends endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`, 'error too-large'],
  ])('%s', async (_name, answer, expected) => {
    const proxy = await rawServer((socket) => onRequest(socket, () => socket.end(answer)));
    expect((await through(proxy.url))[0]).toBe(expected);
    await proxy.idle();
  });

  test.each(['http', 'https'])('never answers: timeout, and the connection is closed (%s)', async (protocol) => {
    const proxy = await rawServer((socket) => socket.resume());
    const http = { ...closed, proxy: { url: `${protocol}://127.0.0.1:${proxy.port}` } };
    expect(brief(await callOnce('https://shop.example/', { http, options: { timeoutMs: 60 } }))).toBe('timeout');
    await proxy.idle();
  });

  test('connects to a target that never finishes the handshake: timeout, and both connections are closed', async () => {
    const server = await rawServer((socket) => socket.resume());
    const proxy = await proxyServer();
    const http = { ...closed, proxy: { url: proxy.url } };
    expect(brief(await callOnce(`https://shop.example:${server.port}/`, { http, options: { timeoutMs: 100 } }))).toBe('timeout');
    await proxy.idle();
    await server.idle();
  });
});

describe('a proxy that cannot be read is refused at once:', () => {
  test.each([
    [{ url: 'proxy.example' }, 'proxy.url is not the address'],
    [{ url: 'socks5://proxy.example' }, 'proxy.url is not the address'],
    [{ url: 'http://ada:secret@proxy.example' }, 'proxy.url holds'],
    [{ url: 'http://proxy.example', bypass: ['a b'] }, 'proxy.bypass'],
  ])('%j', (proxy, message) => {
    expect(() => openCall({ proxy })).toThrow(message);
  });
});
