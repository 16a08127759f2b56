import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dragoman, folderWith } from '../src/cli/cli.fixture.ts';
import { slateDocument, slatePlugin } from '../src/cli/platform.fixture.ts';

/** A bot and tests of it that use all there is in a test file, on the bot as it is and as LivePerson would run it. */
const bot = `id: all
name: All of it
variables: [{ name: orderId }, { name: visits, type: number }, { name: customer }]
integrations:
  - id: order-lookup
    name: Order look-up
    method: GET
    url: https://api.shop.example/orders/{{orderId}}
    query: [{ name: region, value: "{{env.REGION}}" }]
    headers: [{ name: X-Customer, value: "{{customer}}" }]
    response: { variable: order, fields: [{ name: status, path: $.status }] }
  - id: complain
    method: POST
    url: https://api.shop.example/complaints
    body: { json: '{"order": "{{orderId}}", "lines": [1, 2]}' }
    response: { variable: complaint }
flows:
  - id: track
    triggers: [{ kind: text, pattern: "*order*" }]
    nodes:
      - { id: ask, kind: question, text: "Which order, {{customer}}?", variable: orderId }
      - id: look-up
        kind: api
        integration: order-lookup
        routes: [{ when: 200, to: found }, { when: 404, to: unknown }, { when: timeout, to: slow }, { when: other, to: person }]
      - { id: found, kind: message, delayMs: 60000, text: "Order {{orderId}} is {{order.status}}.", next: more }
      - { id: unknown, kind: message, text: "There is no order {{orderId}}.", next: ask }
      - { id: slow, kind: message, text: That takes longer than usual., next: { end: flow } }
      - { id: person, kind: handoff, queue: orders }
      - id: more
        kind: choice
        text: Anything else?
        options: [{ id: complain, label: Complain }, { id: no, label: "No" }]
        routes: [{ when: { option: complain }, to: complain }, { when: { option: no }, to: bye }]
      - { id: complain, kind: api, integration: complain, next: noted }
      - { id: noted, kind: message, text: Noted., next: { end: flow } }
      - { id: bye, kind: end, conversation: true }
  - id: pay
    triggers: [{ kind: text, equals: pay }]
    nodes:
      - { id: wait, kind: wait, reference: payment-7, timeoutMs: 600000, variable: payment, routes: [{ when: callback, to: paid }, { when: timeout, to: late }] }
      - { id: paid, kind: message, text: "Paid: {{payment.data.amount}} ({{payment.result}}).", next: { end: flow } }
      - { id: late, kind: message, text: No payment., next: { end: flow } }
  - id: script
    triggers: [{ kind: text, equals: script }]
    nodes:
      - { id: code, kind: script, dialect: es5, source: 'set("visits", (get("visits") || 0) + 1); set("today", new Date().toISOString());' }
      - { id: say, kind: message, text: "Visit {{visits}} at {{today}}.", next: { end: flow } }
`;

const tests = `bot: all.bot.yaml
as: [neutral, liveperson]
env: { REGION: 010 }
set: { customer: Ada }
stub: { order-lookup: [404, timeout, { status: 200, body: { status: sent } }], complain: 201 }
now: 2026-03-01T09:00:00Z
cases:
  a sequence:
    talk:
      - user: my order
      - bot: Which order, Ada?
      - user: 004711
      - bot: There is no order 004711.
      - bot: Which order, Ada?
      - user: 2
      - bot: That takes longer than usual.
      - user: order
      - anything
      - user: 3
      - absent: [/no order/, There is no order 3.]
      - bot: Order 3 is sent.
      - options: [Complain, /^N/]
      - choose: Complain
      - bot: Noted.
    requests:
      - order-lookup: GET https://api.shop.example/orders/004711
      - order-lookup: { url: /2$/, query: { region: 010 }, headers: { x-customer: Ada } }
      - order-lookup: GET https://api.shop.example/orders/3?region=010
      - complain: { method: POST, body: { order: "3", lines: [1, 2] } }
    variables: { orderId: "3", nothing: null }
  by name:
    stub: { Order look-up: 500 }
    talk:
      - user: order
      - anything
      - user: 1
      - handoff: orders
  the end:
    stub: { order-lookup: { status: 200, headers: { x-a: b }, body: { status: sent } } }
    talk:
      - user: order
      - bot: /Ada/
      - user: 1
      - bot: Order 1 is sent.
      - bot: { kind: options, text: Anything else?, options: [Complain, No] }
      - choose: 2
      - end
  code:
    set: { visits: 6 }
    talk:
      - user: script
      - bot: Visit 7 at 2026-03-01T09:00:00.000Z.
    variables: { visits: 7 }
  paid:
    as: neutral
    talk:
      - user: pay
      - callback: { reference: payment-7, result: paid, data: { amount: 12 } }
      - bot: "Paid: 12 (paid)."
  late:
    as: neutral
    talk:
      - user: pay
      - wait: 9m
      - wait: 1m
      - bot: No payment.
`;

const adapter = fileURLToPath(new URL('../../adapter-liveperson/', import.meta.url));

const open = async (files: { readonly [name: string]: string } = {}) => {
  const folder = await folderWith({ 'all.bot.yaml': bot, 'all.test.yaml': tests, ...files });
  await mkdir(join(folder.path, 'node_modules/@dragoman'), { recursive: true });
  await symlink(adapter, join(folder.path, 'node_modules/@dragoman/adapter-liveperson'));
  return folder;
};

const changed = (from: string, to: string) => ({ 'all.test.yaml': tests.replace(from, to) });

describe('tests of a bot on several platforms', () => {
  test('hold for sequences of answers, environment, variables, scripts, the clock, callbacks, calls and what is absent', async () => {
    await using folder = await open();
    const ran = await dragoman(['test', 'all.test.yaml', '--coverage', 'cov'], { cwd: folder.path });
    expect(ran).toMatchObject({ stderr: '', code: 0 });
    expect(ran.stdout).toMatch(/^All of it: 100 % of 15 nodes, 100 % of 8 routes\n10 passed in/);
  });

  test('two runs tell the same but for times', async () => {
    await using folder = await open(changed('is sent', 'is lost'));
    const run = async () => {
      const { stdout } = await dragoman(['test', 'all.test.yaml', '--format', 'json'], { cwd: folder.path });
      return stdout.replaceAll(/"durationMs": \d+/g, '');
    };
    const first = await run();
    expect(first).toContain('"failed": 2');
    expect(await run()).toBe(first);
  });

  test('a failure as a platform names what the author wrote', async () => {
    await using folder = await open(changed('    talk:\n      - user: my order', '    as: liveperson\n    talk:\n      - user: my order'));
    await writeFile(
      join(folder.path, 'all.test.yaml'),
      (await readFile(join(folder.path, 'all.test.yaml'), 'utf8')).replace('is sent', 'is lost'),
    );
    const { stdout } = await dragoman(['test', 'all.test.yaml', '--grep', 'sequence'], { cwd: folder.path });
    expect(stdout).toContain('✗ all.test.yaml › a sequence [liveperson]');
    expect(stdout).toContain('in the bot at all.bot.yaml:26:9 flows.track.nodes.found');
    expect(stdout).toContain('✗ bot  Order 3 is sent.');
    expect(stdout).toMatch(
      /(lost in translation: all\.bot\.yaml:.*\n.*){3}lost in translation: \d+ more elsewhere in the bot; "dragoman validate BOT/,
    );
    expect(stdout).toContain('turn 5');
  });

  test('a call without an answer is a gap, named as the author names it', async () => {
    await using folder = await open(changed(', complain: 201', ''));
    const { stdout } = await dragoman(['test', 'all.test.yaml', '--grep', '[liveperson]'], { cwd: folder.path });
    expect(stdout).toContain('Stub it: stub: { "complain": 200 }. There are stubs for "order-lookup".');
  });

  test('a conversation that was recorded as a platform is a test as that platform', async () => {
    await using folder = await open();
    const args = [
      '--as',
      'liveperson',
      '--quiet',
      '--offline',
      '--env',
      'REGION=eu',
      '--set',
      'customer=Ada',
      '--stub',
      'Order look-up=404',
    ];
    await dragoman(['run', 'all.bot.yaml', ...args, '--say', 'order', '--say', '7', '--record', 'talk.yaml'], { cwd: folder.path });
    const recorded = await readFile(join(folder.path, 'talk.yaml'), 'utf8');
    expect(recorded).toContain('as: liveperson\nenv:\n  REGION: eu\n');
    expect((await dragoman(['test', 'talk.yaml'], { cwd: folder.path })).stdout).toMatch(/^1 passed/);
  });

  test('several bots, each with its own title', async () => {
    await using folder = await open({
      ...changed('bot: all.bot.yaml', 'bot: [all.bot.yaml, other.bot.yaml]'),
      'other.bot.yaml': bot.replace('Noted.', 'Sorry.'),
    });
    const { stdout } = await dragoman(['test', 'all.test.yaml', '--grep', 'sequence'], { cwd: folder.path });
    expect(stdout.match(/^✗ .*$/gm)).toEqual([
      '✗ all.test.yaml › a sequence [other.bot.yaml]',
      '✗ all.test.yaml › a sequence [other.bot.yaml, liveperson]',
    ]);
    expect(stdout).toContain('2 passed, 2 failed');
  });

  test('channels of a platform, and what it does not know, where the file says it', async () => {
    const cases = 'cases: { hello: { talk: [{ user: hi }, { bot: Good morning. }, { bot: Who are you? }] } }';
    const onSlate = (more: string) => `bot: slate.json\n${more}\n${cases}\n`;
    await using folder = await open({
      'slate.mjs': slatePlugin,
      'slate.json': slateDocument,
      'sms.test.yaml': onSlate('as: [neutral, slate]\nchannel: sms'),
      'fax.test.yaml': onSlate('as: slate\nchannel: [sms, fax]'),
      'slat.test.yaml': onSlate('as: slat'),
    });
    const run = (file: string) => dragoman(['test', file, '--plugin', './slate.mjs', '--format', 'json'], { cwd: folder.path });
    expect(JSON.parse((await run('sms.test.yaml')).stdout).tests).toMatchObject([
      { where: [], status: 'passed' },
      { where: ['slate', 'sms'], channel: 'sms', status: 'passed' },
    ]);
    expect(await run('fax.test.yaml')).toMatchObject({
      code: 2,
      stderr: 'fax.test.yaml:4:10 cases.hello.channel: Slate has no channel "fax". It has sms.\n',
    });
    expect((await run('slat.test.yaml')).stderr).toMatch(/^slat\.test\.yaml:3:10 cases\.hello\.as: No adapter "slat"\./);
  });

  test('a text with a colon wants quotes, and is told so', async () => {
    await using folder = await open(changed('"Paid: 12 (paid)."', 'Paid: 12 (paid).'));
    const { stderr, code } = await dragoman(['test', 'all.test.yaml'], { cwd: folder.path });
    expect(stderr).toMatch(/^all\.test\.yaml:\d+:\d+: Not valid YAML: .*\. Put a text with a colon in quotes\.\n$/);
    expect(code).toBe(2);
  });

  test('more cases than one thread is worth end in their order', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `  case ${index}: { talk: [{ user: order }, { bot: "Which order, Ada?" }] }`);
    await using folder = await open({ 'many.test.yaml': `bot: all.bot.yaml\nset: { customer: Ada }\ncases:\n${many.join('\n')}\n` });
    const { stdout } = await dragoman(['test', 'many.test.yaml', '--format', 'json'], { cwd: folder.path });
    const report: { readonly passed: number; readonly tests: readonly { readonly name: string }[] } = JSON.parse(stdout);
    expect(report.passed).toBe(250);
    expect(report.tests.map(({ name }) => name)).toEqual(many.map((_, index) => `case ${index}`));
  });
});

const parcels = `
bot: parcel-desk.json
set: { $firstname: Ada }
env: { FIRSTDAY: 2026-01-01, SKILL: sales }
cases:
  a greeting:
    talk:
      - user: hi
      - bot: Hi Ada! I know where parcels are.
      - bot: { text: What shall we do?, options: [Find a parcel, Shops near me, Talk to somebody] }
      - choose: Find a parcel
      - bot: What is the number of your parcel?
  a parcel, looked up by what a script has set:
    stub: { Parcels: { status: 200, body: { status: shipped, delivery: { day: today }, events: [{ place: Utrecht }] } } }
    talk:
      - user: track it
      - bot: What is the number of your parcel?
      - user: none
      - bot: That is no number of a parcel.
      - anything
      - user: 0047110
      - bot: "It is shipped and arrives on today. First seen: Utrecht."
      - end
    requests:
      - Parcels: { method: GET, url: https://api.parcels.example/v1/NL/parcels/0047110, query: { since: 2026-01-01 } }
    variables: { number: "0047110", country: NL, Parcels.status: shipped }
  no such parcel, told by code:
    stub: { Parcels: 404 }
    talk:
      - user: track it
      - anything
      - user: 123456
      - bot: There is no such parcel.
      - end
  shops, from a list that a script has shaped:
    stub: { Shops: { status: 200, body: [{ name: Corner, address: { street: High Street } }] } }
    talk:
      - user: shops
      - bot: { kind: card, options: [Map, Take Corner] }
      - choose: Take Corner
      - bot: See you at Take Corner.
  a person:
    stub: { Report: { status: 200, body: { ticket: T1 } } }
    talk:
      - user: agent
      - bot: "Ticket T1: one moment."
      - handoff: sales
  nothing that is known:
    talk:
      - user: tell me a joke
      - bot: I did not get that.
`;

describe('tests of an export of LivePerson', () => {
  const exported = readFile(join(adapter, 'test/fixtures/parcel-desk.json'), 'utf8');

  test('hold on the document itself, scripts and all', async () => {
    await using folder = await open({ 'parcel-desk.json': await exported, 'parcels.test.yaml': parcels });
    const { stdout, stderr } = await dragoman(['test', 'parcels.test.yaml'], { cwd: folder.path });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^6 passed in/);
  });

  test('a script that throws behind a talk that is as expected is a warning', async () => {
    const broken = (await exported).replace("botContext.sendMessage('No shops today.');", 'botContext.sendMessage(nothing.text);');
    const cases = 'closed: { stub: { Shops: 500 }, talk: [{ user: shops }, anything] }';
    await using folder = await open({ 'parcel-desk.json': broken, 'shops.test.yaml': `bot: parcel-desk.json\ncases:\n  ${cases}\n` });
    const { stdout, stderr, code } = await dragoman(['test', 'shops.test.yaml'], { cwd: folder.path });
    expect(stdout).toMatch(/^1 passed/);
    expect(stderr).toMatch(/^warning shops\.test\.yaml › closed: parcel-desk\.json:\d+:\d+ .*nothing.*None of its effects were kept/m);
    expect(code).toBe(0);
  });

  test('what a rule says on the way out belongs to the interaction that was left', async () => {
    const wrong = parcels.replace('That is no number', 'No number');
    await using folder = await open({ 'parcel-desk.json': await exported, 'parcels.test.yaml': wrong });
    const { stdout } = await dragoman(['test', 'parcels.test.yaml'], { cwd: folder.path });
    expect(stdout).toContain('flows.2-track.nodes.ask-number ("ask number" of "2 Track")');
    expect(stdout).toContain('  ✗ bot  That is no number of a parcel.\n    bot  What is the number of your parcel?');
  });

  test('a failure names the interaction, where it stands in the export', async () => {
    await using folder = await open({
      'parcel-desk.json': await exported,
      'parcels.test.yaml': parcels.replace('There is no such', 'No such'),
    });
    const { stdout, code } = await dragoman(['test', 'parcels.test.yaml'], { cwd: folder.path });
    const [, line = ''] =
      /in the bot at parcel-desk\.json:(\d+):\d+ flows\.2-track\.nodes\.not-found \("not found" of "2 Track"\)/.exec(stdout) ?? [];
    expect(
      (await exported)
        .split('\n')
        .slice(Number(line) - 1, Number(line) + 10)
        .join('\n'),
    ).toContain('"name": "not found"');
    expect(code).toBe(1);
  });
});
