import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { TokenStore } from '@dragoman/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAuthorizer } from '../src/authorizer.ts';
import { createFileTokenStore } from '../src/tokens/file-token-store.ts';
import { createMemoryTokenStore } from '../src/tokens/memory-token-store.ts';
import { authorizationServer, browse, clientSecret, protectedApi } from './authorization-server.fixture.ts';

const folderOfItsOwn = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-tokens-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const token = { accessToken: 'access-c4n4ry', obtainedAtMs: 1000, expiresAtMs: 2000, refreshToken: 'refresh-c4n4ry' };

describe.each<[string, () => Promise<TokenStore>]>([
  ['in memory', async () => createMemoryTokenStore()],
  ['in files', async () => createFileTokenStore(await folderOfItsOwn())],
])('a token store %s', (_name, create) => {
  test('gives back what it was given, by key', async () => {
    const store = await create();
    expect(await store.get('shop')).toBeUndefined();
    await store.set('shop', token);
    await store.set('../shop/é', { accessToken: 'other', obtainedAtMs: 1 });
    expect(await store.get('shop')).toEqual(token);
    expect(await store.get('../shop/é')).toEqual({ accessToken: 'other', obtainedAtMs: 1 });
  });

  test('forgets what it is told to, and does not mind when there is nothing', async () => {
    const store = await create();
    await store.set('shop', token);
    await store.set('calendar', token);
    for (let count = 0; count < 2; count += 1) await store.delete('shop');
    expect(await store.get('shop')).toBeUndefined();
    expect(await store.get('calendar')).toEqual(token);
  });

  test('lets one at a time work for a key, also after work that failed', async () => {
    const store = await create();
    let atWork = 0;
    let most = 0;
    const work = async (fails: boolean) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise(setImmediate);
      atWork -= 1;
      if (fails) throw new TypeError('failed');
      return 'done';
    };
    const results = await Promise.allSettled([true, false, true, false].map((fails) => store.lock('shop', () => work(fails))));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(most).toBe(1);
  });

  test('lets work for another key go on', async () => {
    const store = await create();
    const other = Promise.withResolvers<void>();
    const first = store.lock('shop', () => other.promise);
    await store.lock('calendar', async () => other.resolve());
    await first;
  });
});

describe('a token store in files', () => {
  test('is for this user alone, and leaves nothing but tokens behind', async () => {
    const folder = join(await folderOfItsOwn(), 'deep', 'tokens');
    const store = createFileTokenStore(folder);
    await store.lock('shop', async () => store.set('shop', token));
    expect(await readdir(folder)).toEqual(['shop.json']);
    expect((await stat(join(folder, 'shop.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('takes over the lock of a process that died, and one that is older than anybody works', async () => {
    const folder = await folderOfItsOwn();
    const store = createFileTokenStore(folder);
    const { pid } = spawn(process.execPath, ['--version'], { stdio: 'ignore' }).on('exit', () => ended.resolve());
    const ended = Promise.withResolvers<void>();
    await ended.promise;
    const lock = join(folder, 'shop.lock');
    for (const holder of [
      { id: 'dead', pid, host: hostname() },
      { id: 'old', pid: process.pid, host: 'another.example' },
    ]) {
      await writeFile(lock, JSON.stringify(holder));
      if (holder.id === 'old') await utimes(lock, 0, 0);
      expect(await store.lock('shop', async () => 'mine')).toBe('mine');
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('takes over the lock of a process that was killed in the middle of its work', async () => {
    const folder = await folderOfItsOwn();
    const holding = `import { createFileTokenStore } from ${JSON.stringify(new URL('../src/tokens/file-token-store.ts', import.meta.url).href)};
      setInterval(() => {}, 1000);
      await createFileTokenStore(${JSON.stringify(folder)}).lock('shop', () => { process.stdout.write('mine'); return new Promise(() => {}); });`;
    const child = spawn(process.execPath, ['--conditions=@dragoman/source', '--input-type=module', '--eval', holding]);
    const ended = once(child, 'close');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('mine');
    const store = createFileTokenStore(folder);
    let isInside = false;
    const second = store.lock('shop', async () => {
      isInside = true;
    });
    await store.lock('other', async () => {});
    expect(isInside).toBe(false);
    child.kill('SIGKILL');
    await ended;
    await second;
    expect(await readdir(folder)).toEqual([]);
  });

  test('takes over a lock that was damaged, once it is old', async () => {
    const folder = await folderOfItsOwn();
    const lock = join(folder, 'shop.lock');
    await writeFile(lock, '');
    await utimes(lock, 0, 0);
    expect(await createFileTokenStore(folder).lock('shop', async () => 'mine')).toBe('mine');
  });

  test('is never read half written, and keeps nobody from reading', async () => {
    const store = createFileTokenStore(await folderOfItsOwn());
    const long = (letter: string) => ({ accessToken: letter.repeat(300_000), obtainedAtMs: 1 });
    await store.set('shop', long('a'));
    let isWriting = true;
    const writing = (async () => {
      for (let count = 0; count < 60; count += 1) await store.set('shop', long(count % 2 === 0 ? 'b' : 'a'));
    })().finally(() => {
      isWriting = false;
    });
    let reads = 0;
    while (isWriting) {
      expect((await store.get('shop'))?.accessToken).toMatch(/^(a{300000}|b{300000})$/);
      reads += 1;
    }
    await writing;
    expect(reads).toBeGreaterThan(5);
  });

  test('that cannot be a folder is said, and the token is in no message', async () => {
    const file = join(await folderOfItsOwn(), 'file');
    await writeFile(file, '');
    for (const folder of [file, join(file, 'tokens')]) {
      const store = createFileTokenStore(folder);
      for (const work of [() => store.set('shop', token), () => store.lock('shop', async () => {}), () => store.get('shop')]) {
        const error = await (async () => work())().catch((cause: unknown) => cause);
        expect(error).toMatchObject({ code: 'configuration', message: expect.stringContaining(file) });
        expect(String(error)).not.toContain('c4n4ry');
      }
    }
  });

  test('a file that holds no token is named, and its contents are not', async () => {
    const folder = await folderOfItsOwn();
    await writeFile(join(folder, 'shop.json'), '{"accessToken":"c4n4ry"');
    const error = await Promise.resolve(createFileTokenStore(folder).get('shop')).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'configuration', message: expect.stringContaining('shop.json') });
    expect(String(error)).not.toContain('c4n4ry');
  });

  test('two processes that share one refresh once', async () => {
    const server = await authorizationServer();
    const api = await protectedApi(server);
    const folder = await folderOfItsOwn();
    const credential = {
      id: 'calendar',
      kind: 'oauth2-authorization-code',
      fields: {
        authorizeUrl: `${server.url}/auth?prompt=consent`,
        tokenUrl: `${server.url}/token`,
        clientId: 'desk',
        clientSecret: { secret: 'CLIENT' },
        scope: 'openid offline_access',
      },
    };
    const secrets = { reveal: () => clientSecret };
    const authorizer = createAuthorizer({ allowHosts: ['127.0.0.1'], secrets, tokens: createFileTokenStore(folder) });
    const redirectUri = 'http://127.0.0.1:49152/callback';
    await authorizer.authorize(credential, { redirectUri, visit: browse, signal: new AbortController().signal });
    await authorizer.dispose();

    // The token's time is up for both.
    const args = [folder, api.url, String(Date.now() + 580_000), JSON.stringify(credential)];
    const processes = await Promise.all([1, 2].map(() => callingProcess(args)));
    const bothWant = Promise.withResolvers<void>();
    server.mayAnswer = bothWant.promise;
    for (const { stdin } of processes) stdin.write('go\n');
    for (const { line } of processes) expect(await line()).toBe('locking');
    bothWant.resolve();
    const outcomes = await Promise.all(processes.map(async ({ line }) => JSON.parse(await line())));
    expect(outcomes.flat()).toEqual(Array.from({ length: 20 }, () => ({ kind: 'response', status: 200 })));
    expect(server.counts).toEqual({ success: 2, error: 0 });
    expect(new Set(api.seen).size).toBe(1);
  });
});

/** Resolves once the process is ready. */
const callingProcess = async (args: readonly string[]) => {
  const file = fileURLToPath(new URL('./token-process.fixture.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@dragoman/source', file, ...args], {
    env: { PATH: process.env.PATH, CLIENT_SECRET: clientSecret },
  });
  onTestFinished(() => void child.kill());
  const problems = text(child.stderr);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new TypeError(await problems);
    return value;
  };
  expect(await line()).toBe('ready');
  return { stdin: child.stdin, line };
};
