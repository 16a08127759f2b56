import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dragoman, folderWith } from '../src/cli/cli.fixture.ts';
import { runCli } from '../src/cli/run-cli.ts';
import { leaks, secrets } from './canaries.fixture.ts';
import { authorizePersons, credentialsOn } from './canary-credentials.fixture.ts';
import { leakyApi } from './leaky-api.fixture.ts';

let api: Awaited<ReturnType<typeof leakyApi>>;
let folder: Awaited<ReturnType<typeof folderWith>>;

const person = (id: string, tokenUrl: string, more: string): string =>
  `  - { id: ${id}, kind: oauth2-authorization-code, fields: { authorizeUrl: 'http://HOST/authorize', tokenUrl: 'http://HOST/${tokenUrl}', clientId: us, ${more} } }\n`;

const bot = `
id: shop
credentials:
CREDENTIALS${person('refused', 'bad-token', 'clientSecret: { secret: CLNT }, clientAuthentication: body')}${person('misfit', 'token', 'privateKey: { secret: RSAK }, algorithm: ES256')}
integrations:
  - { id: orders, method: GET, url: 'http://HOST/json', credential: person, response: { variable: out } }
flows:
  - { id: main, kind: fallback, nodes: [{ id: call, kind: api, integration: orders }, { id: told, kind: message, text: Done. }] }
`;

const tokens = () => join(folder.path, 'dragoman', 'tokens');

beforeAll(async () => {
  api = await leakyApi();
  const document = bot.replace('CREDENTIALS', credentialsOn(api.host).trimStart().replace(/^/, '  ')).replaceAll('HOST', api.host);
  folder = await folderWith({ 'bot.yaml': document });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const common = () => ['--debug', '--allow-host', '127.0.0.1', ...Object.keys(secrets).flatMap((name) => ['--secret', name])];
const environment = () => ({ ...secrets, XDG_STATE_HOME: folder.path });
const auth = (...args: readonly string[]) => dragoman(['auth', 'bot.yaml', ...args, ...common()], { cwd: folder.path, env: environment() });

/** Runs `auth`, and pastes the address that a browser would come back with. */
const authorize = async (credential: string) => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const texts = Promise.all([text(stdout), text(stderr)]);
  stdout.on('data', (chunk) => {
    const state = /state=([^&\s]+)/.exec(String(chunk))?.[1];
    if (state !== undefined) stdin.write(`https://shop.example/done?code=c4n-cod-t4l-cod&state=${state}\n`);
  });
  const args = ['auth', 'bot.yaml', credential, '--redirect-uri', 'https://shop.example/done', ...common()];
  const code = await runCli(args, { cwd: folder.path, environment: environment(), stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, problems] = await texts;
  return { code, stdout: out, stderr: problems };
};

test.each([
  ['person', 0, /is authorized/],
  ['person-late', 0, /is authorized/],
  ['refused', 1, /refuses: invalid_client/],
  ['misfit', 2, /ES256 takes a private key on the curve P-256/],
])('no secret, code or token is in what `auth` says of %s', async (credential, expected, words) => {
  const ran = await authorize(credential);
  expect(ran.code).toBe(expected);
  expect(ran.stdout + ran.stderr).toMatch(words);
  expect(leaks(ran.stdout + ran.stderr)).toEqual([]);
});

test('nor in what it says of those that are authorized, and of one that is given up', async () => {
  await authorizePersons(api.host, tokens());
  const ran = [await auth(), await auth('person-late', '--revoke'), await auth('person-unknown', '--revoke')];
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0]);
  for (const { stdout, stderr } of ran) expect(leaks(stdout + stderr)).toEqual([]);
});

test('nor in what is said of a token that cannot be read', async () => {
  await authorizePersons(api.host, tokens());
  for (const file of await readdir(tokens())) await writeFile(join(tokens(), file), '{"accessToken":"c4n-tok-t4l-tok", c4n-rfr');
  const run = await dragoman(['run', 'bot.yaml', '--say', 'hi', '--trace', '--json', ...common()], {
    cwd: folder.path,
    env: environment(),
  });
  expect(run.stdout).toMatch(/The token in .* cannot be read/);
  const listed = await auth();
  expect(listed.stderr).toMatch(/The token in .* cannot be read/);
  expect(leaks(run.stdout + run.stderr + listed.stdout + listed.stderr)).toEqual([]);
});
