import type { BotInput, NodeInput, Semantics } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { talk } from './talk.fixture.ts';

const commands: Semantics['textCommands'] = [
  { text: 'QUIET', does: 'nothing' },
  { text: 'CLOSE', does: 'end' },
  { text: 'RATE', does: 'end-with-survey' },
  { text: 'wait=', does: 'pause' },
];

const saying = (semantics: Partial<Semantics>, ...nodes: readonly NodeInput[]): BotInput => ({
  id: 'words',
  semantics: { textCommands: commands, ...semantics },
  flows: [{ id: 'main', kind: 'fallback', nodes: [...nodes, { id: 'last', kind: 'message', text: 'Last.' }] }],
});

const text = (words: string, more: Partial<NodeInput> = {}): NodeInput =>
  ({ id: 'said', kind: 'message', text: words, ...more }) as NodeInput;

describe('texts that are commands', () => {
  test('nothing is sent, also for what a variable says', async () => {
    expect(await talk(saying({}, text('{{v}}')), { variables: { v: ' QUIET ' } }).say('hi')).toEqual(['Last.']);
    expect(await talk(saying({}, text('QUIET, please'))).say('hi')).toEqual(['QUIET, please', 'Last.']);
    expect(await talk(saying({ textCommands: [] }, text('QUIET'))).say('hi')).toEqual(['QUIET', 'Last.']);
  });

  test('the conversation ends, with a survey where it says so', async () => {
    const plain = talk(saying({}, text('CLOSE')));
    expect(await plain.message('hi')).toEqual([{ kind: 'end', survey: false }]);
    expect(plain.conversation).toMatchObject({ status: 'closed', frames: [] });
    expect(await talk(saying({}, text('{{v}}')), { variables: { v: 'RATE' } }).message('hi')).toEqual([{ kind: 'end', survey: true }]);
  });

  test('what a script says counts too, and then its node says nothing', async () => {
    const bot = saying({}, text('Never.', { waits: true, hooks: { before: { dialect: 'test', source: 'close' } } }));
    const scripts = { close: () => [{ kind: 'send', text: 'Bye.' } as const, { kind: 'send', text: 'CLOSE' } as const] };
    expect(await talk(bot, { scripts }).say('hi')).toEqual(['Bye.', '<end>']);
  });

  test('the conversation ends from a reply as well', async () => {
    const bot = saying({}, { id: 'ask', kind: 'question', text: 'Well?', hooks: { onReply: { dialect: 'test', source: 'close' } } });
    const asked = talk(bot, { scripts: { close: () => [{ kind: 'send', text: 'RATE' }] } });
    await asked.say('hi');
    expect(await asked.message('yes')).toEqual([{ kind: 'end', survey: true }]);
    expect(asked.conversation.status).toBe('closed');
  });

  test('a pause makes messages of their own, which are sent later', async () => {
    const effects = await talk(saying({}, text('One. wait=1500 Two.wait=Three.', { delayMs: 200 }))).message('hi');
    expect(effects).toEqual([
      { kind: 'message', message: { kind: 'text', text: 'One.' }, delayMs: 200 },
      { kind: 'message', message: { kind: 'text', text: 'Two.' }, delayMs: 1500 },
      { kind: 'message', message: { kind: 'text', text: 'Three.' } },
      { kind: 'message', message: { kind: 'text', text: 'Last.' } },
    ]);
  });
});

describe('long texts', () => {
  const long = `${'word '.repeat(7)}end.`;

  test('are cut between words', async () => {
    expect(await talk(saying({ textLength: 20 }, text(long))).say('hi')).toEqual(['word word word word ', 'word word word end.', 'Last.']);
    expect(await talk(saying({}, text(long))).say('hi')).toEqual([long, 'Last.']);
  });

  test('stay whole for a script that asks for it, in this turn', async () => {
    const bot = saying({ textLength: 20 }, text(long, { hooks: { before: { dialect: 'test', source: 'once' } } }));
    let isFirst = true;
    const once = () => {
      const effects = isFirst ? ([{ kind: 'text-split', split: false }] as const) : [];
      isFirst = false;
      return effects;
    };
    const talking = talk(bot, { scripts: { once } });
    expect(await talking.say('hi')).toEqual([long, 'Last.']);
    expect(await talking.say('again')).toHaveLength(3);
  });
});

describe('variables that switch something off', () => {
  const switches: Semantics['switches'] = [
    { variable: 'stay', is: 'true', off: 'resume' },
    { variable: 'plain', is: 'off', off: 'default-headers' },
  ];

  test('what was open is not gone back to', async () => {
    const bot = (value: boolean): BotInput => ({
      id: 'switch',
      semantics: { switches, resume: 'repeat', values: 'text' },
      flows: [
        {
          id: 'main',
          kind: 'fallback',
          nodes: [{ id: 'ask', kind: 'question', text: 'Well?', routes: [{ when: { equals: '1' }, to: 'next' }] }],
        },
        {
          id: 'aside',
          triggers: [{ kind: 'text', equals: 'aside' }],
          nodes: [{ id: 'set', kind: 'assign', set: [{ variable: 'stay', value, scope: 'flow' }] }, text('Aside.')],
        },
      ],
    });
    for (const [value, said] of [
      [true, ['Aside.']],
      [false, ['Aside.', 'Well?']],
    ] as const) {
      const talking = talk(bot(value));
      await talking.say('hi');
      expect(await talking.say('aside')).toEqual(said);
      expect(talking.conversation.frames).toHaveLength(value ? 0 : 1);
    }
  });

  test('calls carry no headers of the platform', async () => {
    const bot: BotInput = {
      id: 'calls',
      semantics: { switches, defaultHeaders: [{ name: 'accept', value: 'all' }], defaultHeadersWin: true },
      integrations: [
        {
          id: 'api',
          method: 'GET',
          url: 'https://api.example/',
          headers: [{ name: 'Accept', value: 'mine' }],
          response: { variable: 'r' },
        },
      ],
      flows: [{ id: 'main', kind: 'fallback', nodes: [{ id: 'call', kind: 'api', integration: 'api' }] }],
    };
    const headers = async (plain: string) => {
      const talking = talk(bot, { stub: { api: { status: 200, body: {} } }, variables: { plain } });
      await talking.say('hi');
      return talking.requests[0]?.headers;
    };
    expect(await headers('on')).toEqual([{ name: 'accept', value: 'all' }]);
    const without = bot.integrations?.map((one) => ({ ...one, defaultHeaders: false }) as const) ?? [];
    const talking = talk({ ...bot, integrations: without }, { stub: { api: 200 } });
    await talking.say('hi');
    expect(talking.requests[0]?.headers).toEqual([{ name: 'Accept', value: 'mine' }]);
    expect(await headers('off')).toEqual([{ name: 'Accept', value: 'mine' }]);
  });
});

describe('nodes in a row', () => {
  const messages = (count: number): readonly NodeInput[] =>
    Array.from({ length: count }, (_, index) => ({ id: `m${index}`, kind: 'message', text: `${index}` }));
  const main = (...nodes: readonly NodeInput[]): BotInput => ({
    id: 'row',
    semantics: { chainLimit: 3, flowChangeLimit: 2 },
    flows: [
      { id: 'main', kind: 'fallback', nodes },
      { id: 'other', nodes: [...messages(3)].map((node) => ({ ...node, id: `other-${node.id}` })) },
    ],
  });

  test('the beginning of a flow and the node that waits do not count', async () => {
    const allowed = talk(main({ id: 'start', kind: 'start' }, ...messages(3), { id: 'ask', kind: 'question', text: '?' }));
    expect(await allowed.say('hi')).toEqual(['0', '1', '2', '?']);
    const stopped = talk(main({ id: 'start', kind: 'start' }, ...messages(4)));
    expect(await stopped.say('hi')).toEqual(['0', '1', '2']);
    expect(stopped.diagnostics()).toEqual(['chain-limit']);
  });

  test('another flow begins to count anew', async () => {
    const led = talk(main(...messages(2), { id: 'go', kind: 'jump', to: { flow: 'other' } }));
    expect(await led.say('hi')).toEqual(['0', '1', '0', '1', '2']);
  });

  test('nodes that wait but are led on from are counted', async () => {
    const jump = (id: string, to: string): NodeInput => ({
      id,
      kind: 'question',
      text: id,
      hooks: { before: { dialect: 'test', source: to } },
    });
    const talking = talk(main(jump('a', 'b'), jump('b', 'a')), {
      scripts: { a: () => [{ kind: 'goto', name: 'a' }], b: () => [{ kind: 'goto', name: 'b' }] },
    });
    expect(await talking.say('hi')).toEqual([]);
    expect(talking.diagnostics()).toEqual(['chain-limit']);
  });

  test('a beginning that is led back to is counted', async () => {
    const talking = talk(main({ id: 'start', kind: 'start', next: 'repeat' }));
    await talking.say('hi');
    expect(talking.diagnostics()).toEqual(['chain-limit']);
  });
});
