import { type AddressInfo, connect as openTcp } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered, sendOnce } from './calls.fixture.ts';
import { type TestAuthority, type TestCertificate, testAuthority } from './certificates.fixture.ts';
import { httpServer, httpsServer, rawServer } from './servers.fixture.ts';

let authority: TestAuthority;
let stranger: TestAuthority;
let own: TestCertificate;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([testAuthority(), testAuthority('Somebody Else')]);
  own = await authority.issue();
});

const trusting = () => ({ tls: { authorities: [authority.certificate] } });
const serverOptions = ({ certificate, key }: TestCertificate = own): TlsOptions => ({ cert: certificate, key });

describe('a call by TLS', () => {
  test('ends as a response when the authority is trusted, by name and by address, and keeps its connection', async () => {
    const server = await httpsServer(serverOptions(), (request, response) => response.end(JSON.stringify(request.url)));
    const call = openCall(trusting());
    for (const url of [`https://localhost:${server.port}/a`, `https://127.0.0.1:${server.port}/b`]) {
      for (let index = 0; index < 3; index++) expect(brief(await call.call(rendered(url), callOptions()))).toBe('response 200');
    }
    expect(server.accepted()).toBe(2);
    await call.dispose();
    await server.idle();
  });

  test('says what the handshake took, and says nothing of it when the connection is used again', async () => {
    const server = await httpsServer(serverOptions(), (_request, response) => response.end('{}'));
    const call = openCall(trusting());
    const first = await call.call(rendered(`https://localhost:${server.port}`), callOptions());
    expect(Object.keys(first.timing ?? {}).sort()).toEqual(['bodyMs', 'connectMs', 'dnsMs', 'firstByteMs', 'tlsMs', 'totalMs']);
    const { totalMs = 0, ...phases } = first.timing ?? {};
    for (const spent of Object.values(phases)) expect(spent).toBeGreaterThanOrEqual(0);
    expect(first.timing?.tlsMs).toBeGreaterThan(0);
    expect(totalMs).toBeGreaterThanOrEqual(Object.values(phases).reduce((sum, spent) => sum + spent, 0));
    const second = await call.call(rendered(`https://localhost:${server.port}`), callOptions());
    expect(Object.keys(second.timing ?? {}).sort()).toEqual(['bodyMs', 'firstByteMs', 'totalMs']);
  });

  test('resumes the session of the connection before it', async () => {
    const resumed: boolean[] = [];
    const server = await httpsServer(serverOptions(), (request, response) => {
      resumed.push((request.socket as TLSSocket).isSessionReused());
      response.setHeader('connection', 'close').end('{}');
    });
    const call = openCall(trusting());
    for (let index = 0; index < 2; index++) await call.call(rendered(`https://localhost:${server.port}`), callOptions());
    expect(resumed).toEqual([false, true]);
  });

  test('is a redirect away from being plain, and the other way round', async () => {
    const plain = await httpServer((_request, response) => response.end('{"at":"plain"}'));
    const server = await httpsServer(serverOptions(), (_request, response) => response.writeHead(302, { location: plain.url }).end());
    expect((await callOnce(`https://localhost:${server.port}`, { http: trusting() })).body).toEqual({ at: 'plain' });
  });
});

describe('TLS that fails ends as tls and leaves no connection:', () => {
  const failing = async (options: TlsOptions, url = (port: number) => `https://localhost:${port}`) => {
    const requests: unknown[] = [];
    const server = await httpsServer(options, (request, response) => {
      requests.push(request.url);
      response.end('{}');
    });
    const result = await callOnce(url(server.port), { http: trusting(), request: { method: 'POST' } });
    expect(brief(result)).toBe('error tls');
    expect(requests).toEqual([]);
    await server.idle();
    return result.outcome;
  };

  test('an authority nobody trusts', async () => {
    const outcome = await failing(serverOptions(await stranger.issue()));
    expect(outcome).toMatchObject({ detail: expect.stringContaining('UNABLE_TO_VERIFY_LEAF_SIGNATURE') });
  });

  test('an authority that is trusted elsewhere', async () => {
    const server = await httpsServer(serverOptions(), (_request, response) => response.end('{}'));
    expect(brief(await sendOnce(`https://localhost:${server.port}`, trusting()))).toBe('response 200');
    expect(brief(await sendOnce(`https://localhost:${server.port}`))).toBe('error tls');
  });

  test('an expired certificate', async () => {
    const day = 86_400_000;
    const past = { notBefore: new Date(Date.now() - 3 * day), notAfter: new Date(Date.now() - 2 * day) };
    const outcome = await failing(serverOptions(await authority.issue(past)));
    expect(outcome).toMatchObject({ detail: expect.stringContaining('CERT_HAS_EXPIRED') });
  });

  test('a certificate that is not valid yet', async () => {
    const notBefore = new Date(Date.now() + 1_800_000);
    const outcome = await failing(serverOptions(await authority.issue({ notBefore })));
    expect(outcome).toMatchObject({ detail: expect.stringContaining('CERT_NOT_YET_VALID') });
  });

  test.each([
    ['name', (port: number) => `https://localhost:${port}`],
    ['address', (port: number) => `https://127.0.0.1:${port}`],
  ])('a certificate for another %s', async (_what, url) => {
    const outcome = await failing(serverOptions(await authority.issue({ hosts: ['shop.example', '192.0.2.1'] })), url);
    expect(outcome).toMatchObject({ detail: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') });
  });

  test('no version of TLS in common', () => failing({ ...serverOptions(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }));

  test('no protocol in common', () => failing({ ...serverOptions(), ALPNProtocols: ['imap'] }));

  test('a client certificate that is asked for and not given, whatever the version', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      await failing({ ...serverOptions(), ca: authority.certificate, requestCert: true, rejectUnauthorized: true, maxVersion });
    }
  });

  test('a handshake that breaks off', async () => {
    const server = await rawServer((socket) => socket.once('data', () => socket.end(Buffer.from('1603030005', 'hex'))));
    expect(brief(await callOnce(`https://localhost:${server.port}`))).toBe('error tls');
    await server.idle();
  });
});

test('a handshake that stalls halfway ends at the deadline', async () => {
  const hidden = createTlsServer(serverOptions());
  const behind = await listening(hidden);
  // Passes the greeting on and keeps the answer.
  const server = await rawServer((socket) => {
    const there = openTcp(behind, '127.0.0.1');
    socket.pipe(there).on('error', () => {});
    there.once('data', () => {
      socket.write(Buffer.from('16', 'hex'));
      there.destroy();
    });
  });
  const result = await callOnce(`https://localhost:${server.port}`, { http: trusting(), options: { timeoutMs: 80 } });
  expect(result.outcome).toEqual({ kind: 'timeout' });
  await server.idle();
  hidden.close();
});

describe('what cannot be used is told at once:', () => {
  test.each([
    ['no PEM', 'certificate'],
    ['no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('an authority that is %s', (_what, pem) => {
    expect(() => openCall({ tls: { authorities: [authority.certificate, pem] } })).toThrow(
      'tls.authorities: number 2 is no certificate in PEM.',
    );
  });

  test('a bundle of authorities is more than one', async () => {
    const server = await httpsServer(serverOptions(), (_request, response) => response.end('{}'));
    const authorities = [`# both\n${stranger.certificate}\n${authority.certificate}`];
    expect(brief(await sendOnce(`https://localhost:${server.port}`, { tls: { authorities } }))).toBe('response 200');
  });
});

const listening = async (server: ReturnType<typeof createTlsServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
