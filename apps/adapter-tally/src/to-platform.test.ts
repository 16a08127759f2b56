import { type BotInput, exportBot, importBot, type NodeInput, normaliseBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createTallyAdapter } from './adapter.ts';
import { tallySemantics } from './semantics.ts';
import type { TallyStep } from './wire.ts';

const adapter = createTallyAdapter();

const botOf = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'tally',
  semantics: tallySemantics,
  flows: [
    { id: 'main', triggers: [{ kind: 'text', equals: 'go' }], nodes },
    { id: 'other', nodes: [{ id: 'bye', kind: 'message', text: 'Bye.' }] },
  ],
  ...more,
});

/** The steps of a bot that Tally can carry: nothing is reported, and nothing changes on the way back but words for the same. */
const stepsOf = (nodes: readonly NodeInput[], more?: Partial<BotInput>): readonly TallyStep[] => {
  const { value, diagnostics } = exportBot(adapter, botOf(nodes, more));
  expect(diagnostics).toEqual([]);
  const again = importBot(adapter, value).value;
  expect(exportBot(adapter, { ...again, origins: {} }).value).toEqual(value);
  return value.scenes[0]?.steps ?? [];
};

const end = { id: 'end', kind: 'end' } as const;

test('a message says its text, and leads on where it leads', () => {
  expect(
    stepsOf([
      { id: 'hello', kind: 'message', text: 'Hello {{name}}, 1 << 2 and {{"{{"}}.', next: 'end' },
      { id: 'never', kind: 'message', text: 'Never.', next: { flow: 'other' } },
      { id: 'dead', kind: 'message', text: 'Dead.', next: { end: 'flow' } },
      end,
    ]),
  ).toEqual([
    { id: '#hello', do: 'say', text: expect.stringMatching(/^Hello <<name>>, 1 .* 2 and \{\{\.$/), go: '#end' },
    { id: '#never', do: 'say', text: 'Never.', go: '@other' },
    { id: '#dead', do: 'say', text: 'Dead.', go: 'end' },
    { id: '#end', do: 'end' },
  ]);
});

test('a question asks, and leads by its answers', () => {
  const routes = [
    { when: { equals: 'yes' }, to: 'end' },
    { when: { equals: 'no' }, to: 'repeat' },
  ];
  expect(
    stepsOf([
      { id: 'first', kind: 'question', text: 'Sure?', variable: 'isSure', routes },
      { id: 'second', kind: 'question', text: 'Sure?', routes, next: 'next' },
      { id: 'third', kind: 'question', text: 'Sure?', routes: [...routes.slice(1), { to: 'end' }] },
      { id: 'fourth', name: 'The fourth', kind: 'question', text: 'Sure?', next: 'end' },
      end,
    ]),
  ).toEqual([
    {
      id: '#first',
      do: 'ask',
      text: 'Sure?',
      into: 'isSure',
      answers: [
        { is: 'yes', go: '#end' },
        { is: 'no', go: '#first' },
      ],
    },
    {
      id: '#second',
      do: 'ask',
      text: 'Sure?',
      answers: [
        { is: 'yes', go: '#end' },
        { is: 'no', go: '#second' },
      ],
      go: 'next',
    },
    { id: '#third', do: 'ask', text: 'Sure?', answers: [{ is: 'no', go: '#third' }, { go: '#end' }] },
    { id: '#fourth', do: 'ask', text: 'Sure?', title: 'The fourth', go: '#end' },
    { id: '#end', do: 'end' },
  ]);
});

describe('a fetch', () => {
  const integrations: BotInput['integrations'] = [
    {
      id: 'price',
      method: 'GET',
      url: '{{env.SHOP}}/prices/{{sku}}',
      headers: [{ name: 'x-shop', value: '{{sku}}' }],
      timeoutMs: 3_000,
      response: { variable: 'price', fields: [{ name: 'total', path: '$.total' }] },
    },
  ];
  const call = {
    api: 'price',
    url: '<<env.SHOP>>/prices/<<sku>>',
    headers: [{ name: 'x-shop', value: '<<sku>>' }],
    timeoutMs: 3_000,
    into: 'price',
    take: [{ name: 'total', path: '$.total' }],
  };
  const fetch = (id: string, more: object = {}): NodeInput => ({ id, kind: 'api', integration: 'price', ...more });

  test('has a way out for each route, and one for the rest', () => {
    const sku: NodeInput = { id: 'sku', kind: 'assign', set: [{ variable: 'sku', value: 'a' }] };
    const [, ...steps] = stepsOf(
      [
        sku,
        fetch('plain'),
        fetch('both', {
          routes: [
            { when: 'failure', to: 'end' },
            { when: 'success', to: 'sku' },
          ],
        }),
        fetch('failing', { routes: [{ when: 'failure', to: { end: 'flow' } }], next: 'end' }),
        fetch('any', { routes: [{ to: 'end' }] }),
        end,
      ],
      { integrations },
    );
    expect(steps).toEqual([
      { id: '#plain', do: 'fetch', ...call },
      { id: '#both', do: 'fetch', ...call, ok: '#sku', fail: '#end' },
      { id: '#failing', do: 'fetch', ...call, fail: 'end', go: '#end' },
      { id: '#any', do: 'fetch', ...call, ok: '#end', fail: '#end' },
      { id: '#end', do: 'end' },
    ]);
  });
});

test('values and conditions keep what is a placeholder, what is a text and what is neither', () => {
  const [set, check] = stepsOf([
    { id: 'set', kind: 'assign', set: [{ variable: 'list', value: ['{{list}}', 1, null, { deep: 'a {{list}}' }] }] },
    {
      id: 'check',
      kind: 'condition',
      routes: [
        { if: { left: 'list', op: 'is-set' }, to: 'end' },
        { if: { left: { variable: 'user' }, op: 'equals', right: { variable: 'list' } }, to: 'end' },
        { if: { left: 'a {{list}}', op: 'equals', right: 3 }, to: 'end' },
        { if: { left: 'list', op: 'equals', right: { literal: '<<list>> {{' } }, to: 'end' },
        { if: { left: 'list', op: 'equals', right: null }, to: 'end' },
        { to: 'set' },
      ],
    },
    end,
  ]);
  expect(set).toEqual({ id: '#set', do: 'set', values: [{ into: 'list', value: ['<<list>>', 1, null, { deep: 'a <<list>>' }] }] });
  expect(check).toMatchObject({
    cases: [
      { value: '<<list>>', go: '#end' },
      { value: '<<var.user>>', is: '<<list>>' },
      { value: 'a <<list>>', is: 3 },
      { value: '<<list>>', is: expect.stringMatching(/list>> \{\{$/) },
      { value: '<<list>>', is: null },
      { go: '#set' },
    ],
  });
});

test('a text that looks like a placeholder is read back as the text it is', () => {
  const { value } = exportBot(adapter, botOf([{ id: 'a', kind: 'message', text: '<<name>> {{"{{"}}name}}' }]));
  const node = importBot(adapter, value).value.flows[0]?.nodes[0];
  expect(node).toMatchObject({ content: [{ text: '<<name>> {{"{{"}}name}}' }] });
});

test('a scene starts with words and phrases, or with what no other does', () => {
  const triggers = [
    { kind: 'text', pattern: '*order*|track' },
    { kind: 'text', equals: 'order?' },
  ] as const;
  const { value } = exportBot(adapter, {
    id: 'b',
    semantics: tallySemantics,
    flows: [
      { id: 'track', name: 'Track it', triggers, nodes: [end] },
      { id: 'help', kind: 'fallback', nodes: [{ id: 'sorry', kind: 'message', text: 'Sorry?' }] },
    ],
  });
  expect(value.scenes).toEqual([
    { id: '@track', title: 'Track it', words: ['order?'], phrases: ['*order*|track'], steps: [{ id: '#end', do: 'end' }] },
    { id: '@help', title: 'help', otherwise: true, steps: [{ id: '#sorry', do: 'say', text: 'Sorry?' }] },
  ]);
  expect(importBot(adapter, value).value.flows.map(({ kind }) => kind)).toEqual(['standard', 'fallback']);
});

describe('an edit of an imported bot', () => {
  const source = JSON.stringify(
    {
      tally: 1,
      madeBy: 'hand',
      scenes: [
        {
          id: 'S',
          colour: 'red',
          steps: [
            { x: 1, do: 'say', id: 'S1', text: 'Helo.', voice: { speed: 2 } },
            { do: 'dance', id: 'S2', with: 'you' },
          ],
        },
      ],
    },
    null,
    4,
  );
  const { value: bot } = importBot(adapter, source);
  const edited = (nodes: (nodes: readonly NodeInput[]) => readonly NodeInput[]) => {
    const [flow] = bot.flows;
    if (flow === undefined) return '';
    return exportBot(adapter, normaliseBot({ ...bot, flows: [{ ...flow, nodes: nodes(flow.nodes as readonly NodeInput[]) }] })).text;
  };

  test('changes its field, and no field nobody described', () => {
    const text = edited(([first, ...rest]) => [{ ...first, content: ['Hello.'] } as NodeInput, ...rest]);
    expect(text).toBe(source.replace('Helo.', 'Hello.'));
  });

  test('adds a step with a key in the form Tally has', () => {
    const { scenes } = JSON.parse(edited((nodes) => [...nodes, { id: 'wave', kind: 'message', text: 'Wave.', next: 's1' }]));
    expect(scenes[0].steps.slice(0, 2)).toEqual(JSON.parse(source).scenes[0].steps);
    expect(scenes[0].steps[2]).toEqual({ id: '#wave', do: 'say', text: 'Wave.', go: 'S1' });
  });
});
