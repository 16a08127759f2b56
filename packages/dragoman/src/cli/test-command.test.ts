import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dragoman, folderWith } from './cli.fixture.ts';

const bot = `id: desk
name: Desk
variables: [{ name: orderId }]
integrations:
  - { id: order-lookup, method: GET, url: 'https://api.shop.example/orders/{{orderId}}', response: { variable: order } }
flows:
  - id: track
    triggers: [{ kind: text, pattern: '*order*' }]
    nodes:
      - { id: ask, kind: question, text: Which order?, variable: orderId }
      - id: look-up
        kind: api
        integration: order-lookup
        routes: [{ when: 200, to: found }, { when: 404, to: unknown }, { when: other, to: person }]
      - { id: found, kind: message, text: 'Order {{orderId}} is here.', next: { end: flow } }
      - { id: unknown, kind: message, text: 'There is no order {{orderId}}.', next: ask }
      - { id: person, kind: handoff, queue: orders }
`;

const tests = `# Where orders are.
bot: ../desk.bot.yaml
stub: { order-lookup: 404 }
cases:
  an unknown order:
    talk:
      - user: where is my order?
      - bot: Which order?
      - user: 004711
      - bot: There is no order 004711.
      - bot: /^Which/
    requests:
      - order-lookup: GET https://api.shop.example/orders/004711
    variables: { orderId: '004711' }

  an outage:
    stub: { order-lookup: timeout }
    talk:
      - user: my order
      - anything
      - user: 1
      - absent: There is no order 1.
      - handoff: orders

  later:
    skip: nobody has decided
    talk: []
`;

const open = (more: { readonly [name: string]: string } = {}) =>
  folderWith({ 'desk.bot.yaml': bot, 'conversations/orders.test.yaml': tests, ...more });

const changed = (from: string, to: string) => ({ 'conversations/orders.test.yaml': tests.replace(from, to) });

describe.concurrent('dragoman test', () => {
  test('says how many passed, and nothing more', async () => {
    await using folder = await open();
    const ran = await dragoman(['test', 'conversations/*.test.yaml'], { cwd: folder.path });
    expect(ran).toMatchObject({ stderr: '', code: 0 });
    expect(ran.stdout).toMatch(/^2 passed, 1 skipped in \d+\.\d s\.\n$/);
  });

  test('a failure shows the first difference at its place, the transcript, the trace behind it and the place in the bot', async () => {
    await using folder = await open(changed('There is no order 004711.', 'We have no order 004711.'));
    const { stdout, code } = await dragoman(['test', 'conversations/orders.test.yaml'], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 10)).toEqual([
      '✗ conversations/orders.test.yaml › an unknown order',
      '  conversations/orders.test.yaml:10:9 The bot says something else.',
      '    expected  We have no order 004711.',
      '    actual    There is no order 004711.',
      '    in the bot at desk.bot.yaml:16:9 flows.track.nodes.unknown',
      '    you  where is my order?',
      '    bot  Which order?',
      '    you  004711',
      '  ✗ bot  There is no order 004711.',
      '    bot  Which order?',
    ]);
    expect(stdout).toContain('GET https://api.shop.example/orders/004711');
    expect(stdout).toMatch(/1 passed, 1 failed, 1 skipped/);
  });

  test.each<[string, string, string]>([
    ['- bot: /^Which/', '', 'orders.test.yaml:10:9 The bot says more than expected.'],
    ['- handoff: orders', '- handoff: orders\n      - bot: Bye.', 'The bot says nothing more.'],
    ['- handoff: orders', '- bot: Bye.', 'The bot hands the conversation over.'],
    ['- handoff: orders', '- handoff: /sales/', 'The conversation goes to another queue.'],
    [
      '- absent: There is no order 1.',
      '- absent: [/order 2/]\n      - anything\n      - choose: 3\n      - anything',
      'choose(3): no message has options yet.',
    ],
    ['GET https', 'POST https', 'The method is another one.'],
    ['orders/004711\n', 'orders/4711\n', 'The URL is another one.'],
    ["orderId: '004711'", "orderId: '4711'", 'The variable orderId has another value at the end.'],
    ["variables: { orderId: '004711' }", 'variables: { nothing: null, orderId: 5 }', 'The variable orderId has another value'],
    ['  an unknown order:\n', '  an unknown order:\n    stub: { order-lookup: 500 }\n', 'The bot hands the conversation over.'],
    ['stub: { order-lookup: 404 }\n', '', 'Stub it: stub: { "order-lookup": 200 }.'],
  ])('%j in place of %j fails: %s', async (from, to, expected) => {
    await using folder = await open(changed(from, to));
    const { stdout, code } = await dragoman(['test', 'conversations/orders.test.yaml'], { cwd: folder.path });
    expect(stdout).toContain(expected);
    expect(code).toBe(1);
  });

  test('--grep chooses, by what stands in the title', async () => {
    await using folder = await open();
    const { stdout } = await dragoman(['test', 'conversations/orders.test.yaml', '--grep', 'OUTAGE'], { cwd: folder.path });
    expect(stdout).toMatch(/^1 passed in/);
  });

  test('reports for systems: JSON, GitHub, JUnit', async () => {
    await using folder = await open(changed('bot: Which order?', 'bot: What order, 100%?'));
    const run = (...args: readonly string[]) => dragoman(['test', 'conversations/orders.test.yaml', ...args], { cwd: folder.path });
    const json = JSON.parse((await run('--format', 'json')).stdout);
    expect(json).toMatchObject({
      passed: 1,
      failed: 1,
      skipped: 1,
      tests: [
        {
          status: 'failed',
          line: 8,
          column: 9,
          failure: { differs: 1, bot: { path: 'flows.track.nodes.ask', at: { file: 'desk.bot.yaml', line: 10, column: 9 } } },
        },
        { status: 'passed', line: 16 },
        { status: 'skipped', reason: 'nobody has decided' },
      ],
    });
    expect((await run('--format', 'github')).stdout).toBe(
      '::error file=conversations/orders.test.yaml,line=8,col=9,title=an unknown order::conversations/orders.test.yaml › an unknown order%0AThe bot says something else.%0Aexpected  What order, 100%25?%0Aactual    Which order?%0Ain the bot at desk.bot.yaml:10:9 flows.track.nodes.ask\n',
    );
    const { stdout } = await run('--junit', 'reports/junit.xml');
    const report = await readFile(join(folder.path, 'reports/junit.xml'), 'utf8');
    expect(stdout).toContain('1 failed');
    expect(report).toContain('<testsuite name="conversations/orders.test.yaml" tests="3" failures="1" errors="0" skipped="1"');
    expect(report).toContain('<skipped message="nobody has decided"/>');
    expect((await run('--format', 'junit')).stdout).toContain('<failure type="conversation" message="The bot says something else.">');
  });

  test('--update writes what the bot says, and leaves comments, spelling and what still holds', async () => {
    await using folder = await open(changed('There is no order 004711.', 'We have no order 004711.'));
    const ran = await dragoman(['test', 'conversations/orders.test.yaml', '--update'], { cwd: folder.path });
    expect(ran.stderr).toContain('conversations/orders.test.yaml: its transcripts were brought up to date');
    expect(await readFile(join(folder.path, 'conversations/orders.test.yaml'), 'utf8')).toBe(tests);
  });

  test('--coverage says what the tests have not been through, as text and as a page', async () => {
    await using folder = await open();
    const { stdout } = await dragoman(['test', 'conversations/orders.test.yaml', '--coverage', 'cov'], { cwd: folder.path });
    expect(stdout).toContain('Desk: 80 % of 5 nodes, 66 % of 3 routes\n  not covered:\n    track › look-up, routes 1\n    track › found\n');
    const page = await readFile(join(folder.path, 'cov/index.html'), 'utf8');
    expect(page).toContain('<p>desk.bot.yaml: 4 of 5 nodes, 2 of 3 routes</p>');
    expect(page).toContain('<caption>track</caption>');
    expect(page).toMatch(/<th scope="row">found<\/th><td>message<\/td><td><span class="missed">no<\/span>/);
    expect(page).toContain('color-scheme: light dark');
    expect(page).not.toMatch(/(?:src|href)=/);
  });

  test('what cannot be read is said with its place, and exits with 2', async () => {
    await using folder = await open({
      'wrong.test.yaml': 'bot: desk.bot.yaml\ncases:\n  one:\n    talk:\n      - says: hi\n',
      'lost.test.yaml': 'bot: nowhere.bot.yaml\ncases: { one: { talk: [] } }\n',
      'mistyped.test.yaml': [
        'bot: desk.bot.yaml',
        'stub: { order-lookp: 200 }',
        'cases:',
        '  one: { stub: { a/b: 404 }, talk: [], requests: [{ lookup: GET https://shop.example }] }',
        '  two: { stub: { order-lookup: 404, look-up: 404 }, talk: [], requests: [] }',
        '',
      ].join('\n'),
      'strange.test.yaml': 'bot: desk.bot.yaml\nas: fax\ncases: { one: { talk: [] } }\n',
    });
    const run = (file: string) => dragoman(['test', file], { cwd: folder.path });
    expect(await run('wrong.test.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('wrong.test.yaml:5:9 cases.one.talk.0: A step is one of'),
    });
    expect(await run('lost.test.yaml')).toMatchObject({
      code: 2,
      stderr: 'lost.test.yaml:1:6 bot: nowhere.bot.yaml: There is no such file. Check the path.\n',
    });
    expect((await run('mistyped.test.yaml')).stderr.split('\n')).toEqual([
      'mistyped.test.yaml:4:23 cases.one.stub.a/b: The bot has no integration or api node "a/b". It has order-lookup.',
      'mistyped.test.yaml:2:22 stub.order-lookp: The bot has no integration or api node "order-lookp". It has order-lookup.',
      expect.stringMatching(/^mistyped\.test\.yaml:4:\d+ cases\.one\.requests\.0: The bot has no integration or api node "lookup"/),
      '',
    ]);
    expect(await run('strange.test.yaml')).toMatchObject({ code: 2, stderr: expect.stringContaining('No adapter "fax"') });
    expect(await run('none.*.yaml')).toMatchObject({ code: 2, stderr: expect.stringContaining('no file fits the pattern') });
  });

  test('a conversation that was recorded into a YAML file is a test of it', async () => {
    await using folder = await open();
    const args = ['--say', 'my order', '--say', '007', '--say', '12', '--stub', 'order-lookup=404', '--stub', 'order-lookup=200'];
    await dragoman(['run', 'desk.bot.yaml', ...args, '--set', 'orderId=1', '--record', 'conversations/talk.yaml'], { cwd: folder.path });
    const recorded = await readFile(join(folder.path, 'conversations/talk.yaml'), 'utf8');
    expect(recorded).toContain('bot: ../desk.bot.yaml\n');
    expect(recorded).toContain('- user: "007"\n      - bot: There is no order 007.\n');
    const ran = await dragoman(['test', 'conversations/talk.yaml'], { cwd: folder.path });
    expect(ran.stdout).toMatch(/^1 passed/);
  });

  /** Makes the changes one after the other, each when the tests wait for one. Gives what the rounds said. */
  const watched = async (folder: { readonly path: string }, changes: readonly { readonly [file: string]: string }[]) => {
    const interrupt = new AbortController();
    let round = 0;
    const ran = await dragoman(['test', 'conversations/orders.test.yaml', '--watch'], {
      cwd: folder.path,
      signal: interrupt.signal,
      onError: async (text) => {
        if (!text.includes('waiting for changes')) return;
        const change = changes[round++];
        if (change === undefined) interrupt.abort();
        for (const [file, content] of Object.entries(change ?? {})) await writeFile(join(folder.path, file), content);
      },
    });
    return { ...ran, rounds: ran.stdout.match(/\d passed(?:, \d failed)?/g) };
  };

  test('--watch runs again when a test or a bot changes, until it is interrupted', async () => {
    await using folder = await open();
    const { rounds, code } = await watched(folder, [
      { 'desk.bot.yaml': bot.replace('Which order?', 'What order?') },
      changed('bot: Which order?', 'bot: What order?\n      # for /^Which/'),
      { 'desk.bot.yaml': bot },
      { 'conversations/orders.test.yaml': tests },
    ]);
    expect(rounds).toEqual(['2 passed', '1 passed, 1 failed', '1 passed, 1 failed', '1 passed, 1 failed', '2 passed']);
    expect(code).toBe(0);
  });

  test('--watch sees what a program imports, and waits for what is broken to be mended', async () => {
    const program = `import { greeting } from './texts.ts';
export default { id: 'desk', flows: [{ id: 'main', kind: 'fallback', nodes: [{ id: 'greet', kind: 'message', text: greeting }] }] };
`;
    await using folder = await open({
      'desk.bot.ts': program,
      'texts.ts': "export const greeting: string = 'Hello.';\n",
      'conversations/orders.test.yaml': 'bot: ../desk.bot.ts\ncases: { hello: { talk: [{ user: hi }, { bot: Hello. }] } }\n',
    });
    const { rounds, stderr } = await watched(folder, [
      { 'texts.ts': "export const greeting: string = 'Bye.';\n" },
      { 'desk.bot.ts': 'export default {};\n' },
      { 'desk.bot.ts': program.replace('text: greeting', "text: greeting.replace('Bye', 'Hello')") },
    ]);
    expect(rounds).toEqual(['1 passed', '0 passed, 1 failed', '1 passed']);
    expect(stderr).toContain('desk.bot.ts: This is not a bot.');
  });
});
