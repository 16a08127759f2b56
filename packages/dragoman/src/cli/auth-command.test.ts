import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { dragoman, folderWith } from './cli.fixture.ts';
import { runCli } from './run-cli.ts';

/** An authorization server that issues a token for the code 7 and its PKCE verifier, and an API that takes that token. */
const services = async () => {
  let challenge: string | null = null;
  const server = createServer(async (incoming, response) => {
    const form = new URLSearchParams((await incoming.toArray()).join(''));
    response.setHeader('content-type', 'application/json');
    if (incoming.url === '/api') {
      response.writeHead(incoming.headers.authorization === 'Bearer access-c4n4ry' ? 200 : 401).end('{}');
    } else if (
      form.get('grant_type') === 'authorization_code' &&
      form.get('code') === '7' &&
      form.get('client_secret') === 'client-c4n4ry' &&
      createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url') === challenge
    ) {
      response.end(
        JSON.stringify({ access_token: 'access-c4n4ry', token_type: 'Bearer', expires_in: 3600, refresh_token: 'refresh-c4n4ry' }),
      );
    } else {
      response.writeHead(400).end('{"error":"invalid_grant"}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    /** Where the person is sent back to. */
    agree: (page: URL, answer: { readonly [name: string]: string } = { code: '7' }): URL => {
      challenge = page.searchParams.get('code_challenge');
      const back = new URL(page.searchParams.get('redirect_uri') ?? '');
      back.search = String(new URLSearchParams({ state: page.searchParams.get('state') ?? '', ...answer }));
      return back;
    },
  };
};

const bot = (host: string) => `
id: planner
credentials:
  - id: calendar
    name: The calendar
    kind: oauth2-authorization-code
    fields:
      authorizeUrl: http://${host}/authorize
      tokenUrl: http://${host}/token
      clientId: planner
      clientSecret: { secret: CALENDAR_SECRET }
      clientAuthentication: body
  - { id: key, kind: api-key, fields: { header: x-key, key: { secret: CALENDAR_SECRET } } }
integrations:
  - { id: events, method: GET, url: 'http://${host}/api', credential: calendar, response: { variable: events } }
flows:
  - id: main
    kind: fallback
    nodes:
      - { id: call, kind: api, integration: events, routes: [{ when: success, to: told }, { when: other, to: sorry }] }
      - { id: told, kind: message, text: You are free., next: { end: flow } }
      - { id: sorry, kind: message, text: I cannot look. }
`;

const setUp = async () => {
  const { host, agree } = await services();
  const folder = await folderWith({ 'planner.yaml': bot(host) });
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const env = { CALENDAR_SECRET: 'client-c4n4ry', XDG_STATE_HOME: join(folder.path, 'state') };
  const common = ['--secret', 'CALENDAR_SECRET', '--allow-host', host];

  /** Runs the command, and comes back from the page it names. */
  const authorize = (answer: ((page: URL) => Promise<unknown>) | undefined, ...args: readonly string[]) =>
    authorizeAt(Readable.from([]), answer, ...args);

  /** The same, with somebody who types. */
  const authorizeAt = async (stdin: Readable, answer: ((page: URL) => Promise<unknown>) | undefined, ...args: readonly string[]) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const texts = Promise.all([text(stdout), text(stderr)]);
    let shown = '';
    const page = new Promise<URL>((resolve) => {
      stdout.on('data', (chunk) => {
        shown += String(chunk);
        const url = /http\S+authorize\S+/.exec(shown)?.[0];
        if (url !== undefined) resolve(new URL(url));
      });
    });
    const running = runCli(['auth', 'planner.yaml', 'calendar', ...common, ...args], {
      cwd: folder.path,
      environment: env,
      stdin,
      stdout,
      stderr,
    });
    if (answer !== undefined) await answer(await page);
    const code = await running;
    stdout.end();
    stderr.end();
    const [out, problems] = await texts;
    return { code, stdout: out, stderr: problems };
  };
  const say = () => dragoman(['run', 'planner.yaml', '--quiet', '--say', 'am I free?', ...common], { cwd: folder.path, env });
  const auth = (...args: readonly string[]) => dragoman(['auth', 'planner.yaml', ...args, ...common], { cwd: folder.path, env });
  return { folder: folder.path, env, common, agree, authorize, authorizeAt, auth, say };
};

const freePort = async (): Promise<number> => {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const visit = async (url: URL): Promise<number | undefined> => {
  const [response] = await once(send(url).end(), 'response');
  response.resume();
  return response.statusCode;
};

test('a person agrees, and the commands that run the bot have the token', async () => {
  const { folder, agree, authorize, say } = await setUp();
  expect((await say()).stdout).toContain('I cannot look.');
  const ran = await authorize(async (page) => {
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'planner',
      code_challenge_method: 'S256',
    });
    expect(await visit(new URL('/favicon.ico', agree(page)))).toBe(404);
    expect(await visit(agree(page))).toBe(200);
  });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^Open this page .*:\nhttp:\S+\nThe calendar is authorized\.\n$/);
  expect(ran.stdout).not.toContain('c4n4ry');
  expect((await say()).stdout).toContain('You are free.');
  const kept = join(folder, 'state', 'dragoman', 'tokens');
  const [file = ''] = await readdir(kept);
  expect(await readFile(join(kept, file), 'utf8')).toContain('refresh-c4n4ry');
});

test.each<[string, { readonly [name: string]: string }, RegExp]>([
  ['the person declines', { error: 'access_denied' }, /refuses: access_denied\.$/m],
  ['the answer belongs to another question', { code: '7', state: 'forged' }, /"state"/],
  ['the server does not take the code', { code: '8' }, /refuses: invalid_grant\.$/m],
])('%s: nothing is kept, and why is said', async (_name, answer, problem) => {
  const { folder, agree, authorize } = await setUp();
  const ran = await authorize((page) => visit(agree(page, answer)));
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(problem) });
  expect(ran.stderr).not.toContain('c4n4ry');
  expect(await readdir(folder)).toEqual(['planner.yaml']);
});

test('nobody comes back in time', async () => {
  const { authorize } = await setUp();
  expect(await authorize(undefined, '--timeout', '0')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nobody came back from the page in time.'),
  });
});

test('Ctrl-C gives up, and leaves nothing behind', async () => {
  const { folder, env, common } = await setUp();
  const bin = fileURLToPath(new URL('../bin.ts', import.meta.url));
  const args = ['--conditions=@dragoman/source', bin, 'auth', 'planner.yaml', 'calendar', ...common];
  const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect(await closed).toEqual([null, 'SIGINT']);
  expect(await readdir(folder)).toEqual(['planner.yaml']);
});

test('the port can be chosen, and one that is taken is said', async () => {
  const { agree, authorize } = await setUp();
  const taken = createTcpServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  expect(await authorize(undefined, '--port', String(port))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`--port: the port ${port} is taken.`),
  });
  taken.close();
  await once(taken, 'close');
  const ran = await authorize(
    (page) => {
      expect(page.searchParams.get('redirect_uri')).toBe(`http://127.0.0.1:${port}/callback`);
      return visit(agree(page));
    },
    '--port',
    String(port),
  );
  expect(ran.code).toBe(0);
});

test.each(['localhost', '127.0.0.1'])('the browser may come back where the server knows it, at %s', async (host) => {
  const { agree, authorize } = await setUp();
  const uri = `http://${host}:${await freePort()}/signed-in?from=bot`;
  const ran = await authorize(
    async (page) => {
      expect(page.searchParams.get('redirect_uri')).toBe(uri);
      expect(await visit(new URL('/callback?code=7', uri))).toBe(404);
      return visit(agree(page));
    },
    '--redirect-uri',
    uri,
  );
  expect(ran).toMatchObject({ code: 0, stderr: '' });
});

test('where the redirect URI leads elsewhere, a person pastes the address', async () => {
  const { agree, authorizeAt, say } = await setUp();
  const stdin = new PassThrough();
  const ran = await authorizeAt(
    stdin,
    async (page) => {
      const back = agree(page);
      expect(back.href).toMatch(/^https:\/\/shop\.example\/done\?/);
      stdin.write(`\nhello\nhttps://elsewhere.example/done${back.search}\n  ${back.href}  \n`);
    },
    '--redirect-uri',
    'https://shop.example/done',
  );
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Then paste the address') });
  const problem = 'That is not the address: it begins with https://shop.example/done and holds a code.\n';
  expect(ran.stderr).toBe(problem.repeat(2));
  expect((await say()).stdout).toContain('You are free.');
});

test('who sits at the terminal may paste the address in any case, and who does not is told', async () => {
  const { agree, authorizeAt, authorize } = await setUp();
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const ran = await authorizeAt(stdin, async (page) => stdin.write(`${agree(page).href}\n`));
  expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Or paste the address') });
  expect(await authorize(undefined, '--redirect-uri', 'https://shop.example/done')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nobody gave the address the browser came back with.'),
  });
});

test('without a credential it says which are authorized, and a token can be given up', async () => {
  const { agree, authorize, auth, say, folder } = await setUp();
  expect(await auth()).toEqual({ code: 0, stderr: '', stdout: 'calendar  not authorized\n' });
  expect((await auth('calendar', '--revoke')).stdout).toBe('The calendar was not authorized.\n');
  await authorize((page) => visit(agree(page)));
  expect((await auth()).stdout).toBe('calendar  authorized, renewed when its time is up\n');
  const ran = await auth('calendar', '--revoke');
  expect(ran.stdout).toMatch(/^The calendar is not authorized any more, but its token stays good where it was issued, until it runs out/);
  expect(await auth()).toMatchObject({ stdout: 'calendar  not authorized\n' });
  expect((await say()).stdout).toContain('I cannot look.');

  // One that is damaged can be given up, too.
  await authorize((page) => visit(agree(page)));
  const kept = join(folder, 'state', 'dragoman', 'tokens');
  const [file = ''] = await readdir(kept);
  await writeFile(join(kept, file), '{"accessToken":"access-c4n4ry"');
  const damaged = await auth('--debug');
  expect(damaged).toMatchObject({ code: 2, stderr: expect.stringContaining(file) });
  expect(damaged.stderr).not.toContain('c4n4ry');
  expect((await auth('calendar', '--revoke')).code).toBe(0);
  expect(await auth()).toMatchObject({ stdout: 'calendar  not authorized\n' });
});

test.each([
  [['--revoke'], '--revoke: name the credential'],
  [['calendar', '--redirect-uri', 'callback'], '--redirect-uri: not the address of a web page.'],
  [['calendar', '--redirect-uri', 'myapp://callback'], '--redirect-uri: not the address of a web page.'],
  [['calendar', '--redirect-uri', 'http://localhost/', '--port', '7'], "'--port <n>' cannot be used with option '--redirect-uri <uri>'"],
])('%j is said to be wrong', async (args, problem) => {
  expect(await (await setUp()).auth(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(problem) });
});

test.each([
  ['shop', /there is no credential "shop"\. The bot has calendar, key\./],
  ['key', /The credential "key" is of the kind "api-key", which needs nobody to authorize it\./],
])('the credential %s cannot be authorized', async (credential, problem) => {
  const { folder, env } = await setUp();
  const { stderr, code } = await dragoman(['auth', 'planner.yaml', credential], { cwd: folder, env });
  expect(stderr).toMatch(problem);
  expect(code).toBe(2);
});
