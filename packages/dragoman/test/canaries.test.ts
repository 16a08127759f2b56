import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, folderWith, type Ran } from '../src/cli/cli.fixture.ts';
import { card, code, leaks, pin, secrets } from './canaries.fixture.ts';
import { authorizePersons, credentialIds, credentialsOn, refusals } from './canary-credentials.fixture.ts';
import { authorityCertificate } from './certificates.fixture.ts';
import { leakyApi } from './leaky-api.fixture.ts';

/**
 * Distinct values in every field that holds a secret or is marked sensitive, an API that gives them all back, and a
 * search of everything that comes out.
 */

/** What the API does, and what a call to it ends as. */
const outcomes: { readonly [way: string]: string } = {
  json: 'response 200',
  xml: 'response 200',
  text: 'response 200',
  pages: 'response 200',
  denied: 'response 401',
  failed: 'response 500',
  hop: 'response 200',
  loop: 'error redirect',
  away: 'error redirect',
  slow: 'timeout',
  reset: 'error reset',
  garbage: 'error protocol',
  'bad-json': 'error bad-body',
  'bad-gzip': 'error bad-body',
  'bad-header': 'error protocol',
  nowhere: 'error refused',
};
const ways = Object.keys(outcomes);

const integration = (way: string, credential: string): string => `
  - id: ${way}-${credential}
    method: ${way === 'text' ? 'POST' : 'GET'}
    url: ${credential.startsWith('mutual') ? 'https://SECURE' : 'http://HOST'}/${way}/{{card}}/{{pin}}
    credential: ${credential}
    timeoutMs: ${way === 'slow' && refusals[credential] === undefined ? 60 : 5000}${
      way === 'pages' ? '\n    pagination: { next: { link: { jsonpath: $.next } }, rows: $.items, maxPages: 2 }' : ''
    }
    query: [{ name: card, value: '{{card}}' }, { name: pin, value: '{{pin}}' }]
    headers: [{ name: x-own, value: 'own {{secret.OWNH}}' }, { name: x-card, value: '{{card}}' }]${
      way === 'text' ? `\n    body: { json: '{ "card": "{{card}}", "pin": {{pin}} }' }` : ''
    }
    response:
      variable: out
      format: ${way === 'xml' || way === 'text' ? way : 'json'}
      fields: [{ name: copy, path: $.told, to: copied }, { name: numbers, path: $.numbers, to: numbers }]`;

const flow = (way: string): string => `
  - id: ${way}
    triggers: [{ kind: text, equals: ${way} }]
    nodes:${credentialIds.map((credential) => `\n      - { id: ${way}-${credential}, kind: api, integration: ${way}-${credential} }`).join('')}
      - { id: ${way}-says, kind: message, text: 'Done with ${way}.' }`;

const bot = `
id: canaries
credentials:CREDENTIALS
variables:
  - { name: card, sensitive: true, scope: contact }
  - { name: pin, sensitive: true, type: number, scope: contact }
  - { name: account, sensitive: true, type: json, scope: flow }
  - { name: owner, sensitive: true, scope: flow }
  - { name: code, sensitive: true, scope: flow }
integrations:${ways.flatMap((way) => credentialIds.map((credential) => integration(way, credential))).join('')}
  - { id: first, method: GET, url: 'http://HOST/account/first', response: { variable: account, fields: [{ name: holder, path: $.holder }] } }
  - { id: second, method: GET, url: 'http://HOST/account/second', response: { variable: account, fields: [{ name: holder, path: $.holder }] } }
  - { id: fourth, method: GET, url: 'http://HOST/list', pagination: { next: { link: { jsonpath: $.next } }, rows: $.items, maxPages: 2 }, response: { variable: account, fields: [] } }
  - { id: third, method: GET, url: 'http://HOST/account/third', response: { variable: open, fields: [{ name: holder, path: $.holder, to: owner }] } }
flows:${ways.map(flow).join('')}
  - id: owners
    triggers: [{ kind: text, equals: owners }]
    nodes:
      - { id: call-third, kind: api, integration: third }
      - { id: copy-third, kind: assign, set: [{ variable: copied, value: '{{open.holder}}' }] }
  - id: accounts
    triggers: [{ kind: text, equals: accounts }]
    nodes:
      - { id: call-first, kind: api, integration: first }
      - { id: copy-first, kind: assign, set: [{ variable: holder, value: '{{account.holder}}' }] }
      - { id: call-second, kind: api, integration: second }
      - { id: copy-second, kind: assign, set: [{ variable: holder, value: '{{holder}} and {{account.$body}}' }] }
  - id: lists
    triggers: [{ kind: text, equals: lists }]
    nodes: [{ id: call-fourth, kind: api, integration: fourth }]
  - id: short
    triggers: [{ kind: text, equals: short }]
    nodes:
      - { id: ask, kind: question, text: Your code?, variable: code }
      - { id: copy-code, kind: assign, set: [{ variable: copied, value: 'Code {{code}}' }] }
  - id: rest
    kind: fallback
    nodes: [{ id: sorry, kind: message, text: Pardon? }]
`;

const outcomesIn = (stdout: string): { readonly [integration: string]: string } =>
  Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { event?: string; integration: string; outcome: { kind: string; status?: number; reason?: string } },
      )
      .filter(({ event }) => event === 'request-end')
      .map(({ integration, outcome: { kind, status, reason } }) => [integration, [kind, status, reason].filter(Boolean).join(' ')]),
  );

/** What people typed is theirs to see. */
const withoutInput = (stdout: string): string =>
  stdout
    .split('\n')
    .filter((line) => !line.startsWith('you ') && !line.startsWith('{"from":"user"'))
    .join('\n');

describe('every secret and every sensitive value', () => {
  let api: Awaited<ReturnType<typeof leakyApi>>;
  let folder: Awaited<ReturnType<typeof folderWith>>;
  beforeAll(async () => {
    api = await leakyApi();
    const document = bot.replace('CREDENTIALS', credentialsOn(api.host)).replaceAll('HOST', api.host).replaceAll('SECURE', api.secureHost);
    folder = await folderWith({
      'bot.yaml': document.replaceAll(/[\w.]+:\d+\/nowhere/g, '127.0.0.1:9/nowhere'),
      'dragoman.config.json': JSON.stringify({ network: { tls: { authorities: [authorityCertificate] } } }),
    });
    await authorizePersons(api.host, join(folder.path, 'dragoman', 'tokens'));
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const run = (...more: readonly string[]): Promise<Ran> =>
    dragoman(['run', 'bot.yaml', ...more, ...Object.keys(secrets).flatMap((name) => ['--secret', name])], {
      cwd: folder.path,
      env: { ...secrets, XDG_STATE_HOME: folder.path },
    });

  const talk = ['--allow-host', '127.0.0.1', '--allow-host', 'localhost', '--set', `card=${card}`, '--set', `pin=${pin}`];
  const say = (...texts: readonly string[]): readonly string[] => texts.flatMap((text) => ['--say', text]);

  test.each(ways)('is in nothing that comes out when the API answers: %s', async (way) => {
    const before = api.requests.length;
    const record = join(folder.path, `${way}.json`);
    const json = await run(...talk, '--trace', '--json', '--debug', '--record', record, ...say(way));
    const text = await run(...talk, '--trace', '--debug', ...say(way));
    const quiet = await run(...talk, ...say(way));
    const again = await run('--replay', record, '--trace', '--json', '--debug');

    // A busy machine may use up the short time of a call before it is out.
    if (way !== 'nowhere' && way !== 'slow') {
      const told = api.requests.slice(before).join('\n');
      const sent = ['CARD', 'OWNH', 'TOKN', 'HEAD', 'QUER', 'WRIT', 'tok', 'rfr'];
      for (const mark of sent) expect(told).toContain(`c4n-${mark}`);
      expect(told).toContain('from caller');
    }
    const ends = outcomesIn(json.stdout);
    for (const id of credentialIds) {
      expect([id, ends[`${way}-${id}`]]).toEqual([id, refusals[id] ?? outcomes[way]]);
    }
    expect(json.stdout).toContain('[redacted]');
    for (const { stdout, stderr, code } of [json, text, quiet, again]) {
      expect(leaks(withoutInput(stdout))).toEqual([]);
      expect(leaks(stderr)).toEqual([]);
      expect([code, stdout.includes(`Done with ${way}.`)]).toEqual([0, true]);
    }
    expect(leaks(await readFile(record, 'utf8'))).toEqual([]);
  });

  test.each([
    ['that an API answered with, also when another one took its place and the flow is over', 'accounts'],
    ['that is a part of an answer', 'owners'],
    ['that leads from one page of an answer to the next', 'lists'],
    ['that was asked for, also when its flow ended in the same turn', 'short', code],
  ])('is in nothing that comes out %s', async (_what, ...texts) => {
    const record = join(folder.path, `${texts[0]}.json`);
    const json = await run(...talk, '--trace', '--json', '--debug', '--record', record, ...say(...texts));
    const text = await run(...talk, '--trace', '--debug', ...say(...texts));
    for (const { stdout, stderr } of [json, text]) expect(leaks(withoutInput(stdout) + stderr)).toEqual([]);
    expect(leaks(await readFile(record, 'utf8'))).toEqual([]);
  });
});

test('the search finds what it looks for', () => {
  const found = (text: string) => leaks(text).length > 0;
  for (const offset of ['', 'a', 'ab']) expect(found(Buffer.from(`${offset}${card}`).toString('base64'))).toBe(true);
  for (const form of [card, encodeURIComponent(card), JSON.stringify(JSON.stringify(card)), Buffer.from(card).toString('hex')]) {
    expect(found(form)).toBe(true);
  }
  expect(found(`{"pin":${pin}}`)).toBe(true);
});
