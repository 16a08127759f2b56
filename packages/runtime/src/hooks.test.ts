import { type BotInput, isDragomanError, type NodeInput, type ScriptEffect } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { lineOf, type TestScripts, talk } from './talk.fixture.ts';

const script = (source: string) => ({ dialect: 'es5', source });
const flow = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'bot',
  integrations: [
    {
      id: 'lookup',
      method: 'GET',
      url: 'https://api.shop.example',
      response: { variable: 'order', fields: [{ name: 'status', path: '$.status' }] },
    },
  ],
  flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: '*' }], nodes }],
  ...more,
});
const does =
  (...effects: ScriptEffect[]) =>
  (): readonly ScriptEffect[] =>
    effects;

describe('the life of a node', () => {
  test('before, templates, act, after, reply, onReply, each seeing what was set before', async () => {
    const order: string[] = [];
    const noting =
      (name: string): TestScripts[string] =>
      (read) => {
        order.push(`${name}:${String(read('seen') ?? '')}`);
        return [{ kind: 'set', name: 'seen', value: name }];
      };
    const chat = talk(
      flow([
        {
          id: 'ask',
          kind: 'question',
          text: 'After {{seen}}?',
          variable: 'answer',
          hooks: { before: script('before'), after: script('after'), onReply: script('onReply') },
        },
        { id: 'end', kind: 'message', text: 'After {{seen}}.' },
      ]),
      { scripts: { before: noting('before'), after: noting('after'), onReply: noting('onReply') } },
    );
    expect(await chat.say('go')).toEqual(['After before?']);
    expect(await chat.say('yes')).toEqual(['After onReply.']);
    expect(order).toEqual(['before:', 'after:before', 'onReply:after']);
  });

  test('a jump in before skips the rest of the node, one in after still sends and does not wait', async () => {
    const nodes = (hooks: NodeInput['hooks']): NodeInput[] => [
      { id: 'ask', kind: 'question', text: 'Well?', ...(hooks && { hooks }) },
      { id: 'never', kind: 'message', text: 'Never.' },
      { id: 'there', name: 'Over there', kind: 'message', text: 'There.' },
    ];
    const scripts = { leap: does({ kind: 'send', text: 'Leaping.' }, { kind: 'goto', name: 'Over there' }) };
    expect(await talk(flow(nodes({ before: script('leap') })), { scripts }).say('go')).toEqual(['Leaping.', 'There.']);
    expect(await talk(flow(nodes({ after: script('leap') })), { scripts }).say('go')).toEqual(['Leaping.', 'Well?', 'There.']);
  });

  test('the jump of onReply goes before the route', async () => {
    const chat = talk(
      flow([
        { id: 'ask', kind: 'question', text: 'Well?', hooks: { onReply: script('leap') }, routes: [{ to: 'route' }] },
        { id: 'route', kind: 'message', text: 'Route.', next: { end: 'flow' } },
        { id: 'there', kind: 'message', text: 'There.' },
      ]),
      { scripts: { leap: does({ kind: 'goto', name: 'there' }) } },
    );
    await chat.say('go');
    expect(await chat.say('x')).toEqual(['There.']);
  });

  test('a jump to an unknown name is ignored with a diagnostic', async () => {
    const chat = talk(flow([{ id: 'hello', kind: 'message', text: 'Hello.', hooks: { before: script('leap') } }]), {
      scripts: { leap: does({ kind: 'goto', name: 'nowhere' }) },
    });
    expect(await chat.say('go')).toEqual(['Hello.']);
    expect(chat.diagnostics()).toEqual(['script-unknown-node']);
  });

  test('stop ends the turn where it stands; what was sent stays', async () => {
    const chat = talk(
      flow([
        { id: 'hello', kind: 'message', text: 'Hello.', hooks: { before: script('stop') } },
        { id: 'more', kind: 'message', text: 'More.' },
      ]),
      {
        scripts: { stop: does({ kind: 'send', text: 'Enough.' }, { kind: 'stop' }) },
      },
    );
    expect(await chat.say('go')).toEqual(['Enough.']);
  });

  test('a script that throws leaves no effect, the error text is sent once, the node goes on', async () => {
    const failing: TestScripts[string] = () => {
      throw new TypeError('boom');
    };
    const chat = talk(
      flow([{ id: 'hello', kind: 'message', text: 'Hello {{half}}.', hooks: { before: script('fail'), after: script('fail') } }]),
      { scripts: { fail: failing } },
    );
    expect(await chat.say('go')).toEqual(['Sorry, something went wrong.', 'Hello .']);
    expect(chat.diagnostics()).toEqual(['script-throw', 'script-throw']);
  });

  test('or ends the flow, where the semantics say so', async () => {
    const chat = talk(
      flow([{ id: 'hello', kind: 'message', text: 'Hello.', hooks: { before: script('missing') } }], {
        semantics: { scriptError: 'end-flow' },
      }),
      { scripts: {} },
    );
    expect(await chat.say('go')).toEqual(['Sorry, something went wrong.']);
  });

  test('quick replies of a script go with the node’s last text', async () => {
    const chat = talk(
      flow([
        {
          id: 'hello',
          kind: 'message',
          text: 'Hello.',
          waits: true,
          hooks: { before: script('offer') },
          routes: [{ when: { equals: 'y' }, to: 'yes' }],
        },
        { id: 'yes', kind: 'message', text: 'Yes.' },
      ]),
      {
        scripts: { offer: does({ kind: 'quick-replies', options: [{ label: 'Sure', value: 'y' }] }) },
      },
    );
    expect(await chat.say('go')).toEqual(['Hello. [Sure]']);
    expect(await chat.say('1')).toEqual(['Yes.']);
  });

  test('a delay of a script wins over the node’s', async () => {
    const chat = talk(flow([{ id: 'hello', kind: 'message', text: 'Hello.', delayMs: 10, hooks: { before: script('slow') } }]), {
      scripts: { slow: does({ kind: 'delay', delayMs: 70 }) },
    });
    expect(await chat.message('go')).toMatchObject([{ delayMs: 70 }]);
  });
});

describe('transform', () => {
  const bot = flow(
    [
      { id: 'call', kind: 'api', integration: 'lookup', routes: [{ when: 'other', to: 'show' }] },
      { id: 'show', kind: 'message', text: 'Status {{order.status}}.' },
    ],
    {
      integrations: [
        {
          id: 'lookup',
          method: 'GET',
          url: 'https://api.shop.example',
          response: { variable: 'order', transform: script('wrap'), fields: [{ name: 'status', path: '$.inner' }] },
        },
      ],
    },
  );

  test('runs on a complete response whatever its status, before the fields, and never without one', async () => {
    let runs = 0;
    const scripts: TestScripts = {
      wrap: (_read, { snapshot }) => {
        runs += 1;
        const { order } = snapshot.variables as { order: { $body: { status: string } } };
        return [{ kind: 'result', variable: 'order', body: { inner: `<${order.$body.status}>` } }];
      },
    };
    expect(await talk(bot, { scripts, stub: { lookup: { status: 404, body: { status: 'gone' } } } }).say('go')).toEqual(['Status <gone>.']);
    expect(await talk(bot, { scripts, stub: { lookup: 'timeout' } }).say('go')).toEqual(['Status .']);
    expect(runs).toBe(1);
  });
});

test('a script node runs, sets and jumps', async () => {
  const chat = talk(
    flow([
      { id: 'run', kind: 'script', dialect: 'es5', source: 'run' },
      { id: 'never', kind: 'message', text: 'Never.' },
      { id: 'there', kind: 'message', text: 'There is {{x}}.' },
    ]),
    { scripts: { run: does({ kind: 'set', name: 'x', value: 1 }, { kind: 'goto', name: 'there' }, { kind: 'event', name: 'ran' }) } },
  );
  expect((await chat.message('go')).map(lineOf)).toEqual(['<event ran>', 'There is 1.']);
});

test('a bot with scripts and no script engine is refused before anything runs, by place', async () => {
  const chat = talk(flow([{ id: 'hello', kind: 'message', text: 'Hello.', hooks: { after: script('x') } }]));
  const refused = await chat.say('go').catch((error: unknown) => error);
  expect(isDragomanError(refused) && [refused.code, refused.message]).toEqual([
    'unsupported',
    expect.stringContaining('flows.main.nodes.hello.hooks.after: this bot has scripts'),
  ]);
});

test('a script’s init runs at the start of a session', async () => {
  const chat = talk(flow([{ id: 'hello', kind: 'message', text: 'Hello {{name}}.' }], { scripts: { init: script('init') } }), {
    scripts: { init: does({ kind: 'set', name: 'name', value: 'Ann' }) },
  });
  expect(await chat.say('go')).toEqual(['Hello Ann.']);
});
