import { describe, expect, test } from 'vitest';
import { type Capabilities, type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { BotInput, NodeInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { lowerBot } from './lower-bot.ts';
import { provenanceOf } from './provenance.ts';

const lower = (input: BotInput, lists: CapabilitiesInput, semantics: Partial<Semantics> = {}) => {
  const bot = normaliseBot(input);
  const provenance = provenanceOf(bot);
  const findings: string[] = [];
  const reasons: string[] = [];
  const made = lowerBot(bot, {
    adapter: 'acme',
    capabilities: completeCapabilities(lists) as Capabilities,
    semantics: { ...neutralSemantics, ...semantics },
    nodeKinds: [],
    provenance,
    report: ({ code, at, loss = 'none', reason }) => {
      findings.push(`${code} ${provenance.placeOf(at)} ${loss}`);
      reasons.push(reason);
    },
  });
  return { flows: made.flows, nodes: made.flows[0]?.nodes ?? [], findings, reasons };
};

const botWith = (nodes: readonly NodeInput[]): BotInput => ({ id: 'bot', flows: [{ id: 'main', nodes }] });

const hi: NodeInput = { id: 'hi', kind: 'message', text: 'Hi' };
const bye: NodeInput = { id: 'bye', kind: 'message', text: 'Bye' };

describe('patterns where a platform knows whole texts alone', () => {
  const can: CapabilitiesInput = {
    nodes: ['message', 'question', 'choice'],
    triggers: ['equals'],
    replies: ['equals', 'option'],
    choice: { actions: ['reply'] },
    targets: ['end-flow'],
  };
  const starting = (pattern: string, exclude: readonly string[] = []): BotInput => ({
    id: 'bot',
    flows: [{ id: 'main', triggers: [{ kind: 'text', pattern, exclude }], nodes: [bye] }],
  });

  test('are the texts they name, as triggers', () => {
    const { flows, findings } = lower(starting(' bye | goodbye|BYE'), can);
    expect(flows[0]?.triggers).toEqual([
      { kind: 'text', equals: 'BYE', reach: 'flow' },
      { kind: 'text', equals: 'goodbye', reach: 'flow' },
    ]);
    expect(findings).toEqual([]);
  });

  test('lose what stands for more than one text, by name', () => {
    const { flows, findings, reasons } = lower(starting('bye|that is all*|(see|catch) you'), can);
    expect(flows[0]?.triggers).toEqual([{ kind: 'text', equals: 'bye', reach: 'flow' }]);
    expect(findings).toEqual(['trigger-not-carried /flows/0/triggers/0 degraded']);
    expect(reasons[0]).toContain('without "that is all*", "(see|catch) you".');
    expect(lower(starting('*bye*'), can).findings).toEqual(['trigger-not-carried /flows/0/triggers/0 dropped']);
  });

  test('name no text that is left out of them', () => {
    expect(lower(starting('bye|goodbye', ['good*']), can).flows[0]?.triggers).toMatchObject([{ equals: 'bye' }]);
  });

  test('are the texts they name, as routes', () => {
    const ask: NodeInput = {
      id: 'ask',
      kind: 'question',
      text: 'Go on?',
      routes: [
        { name: 'agreed', when: { pattern: 'yes|sure|*please*' }, to: 'bye' },
        { when: { pattern: 'no|nope' }, to: { end: 'flow' } },
      ],
    };
    const { nodes, findings } = lower(botWith([ask, bye]), can);
    expect(nodes[0]?.routes).toEqual([
      { name: 'agreed', when: { equals: 'yes' }, to: { node: 'bye' } },
      { when: { equals: 'sure' }, to: { node: 'bye' } },
      { when: { equals: 'no' }, to: { end: 'flow' } },
      { when: { equals: 'nope' }, to: { end: 'flow' } },
    ]);
    expect(findings).toEqual(['reply-not-distinguished /flows/0/nodes/0/routes/0 degraded']);
  });
});

test('a question whose answers a platform cannot check takes what is said, so that it is got past', () => {
  const ask: NodeInput = {
    id: 'ask',
    kind: 'question',
    text: 'Which order?',
    variable: 'order',
    routes: [
      { when: { regex: '^\\d{4}$' }, to: 'bye' },
      { when: 'no-match', to: 'repeat' },
    ],
  };
  const lists: CapabilitiesInput = { nodes: ['message', 'question'], replies: ['equals'], questionFields: ['variable'] };
  const { nodes, findings } = lower(botWith([ask, hi, bye]), lists);
  expect(nodes[0]?.routes).toEqual([{ to: { node: 'bye' } }]);
  expect(findings).toEqual(['reply-not-distinguished /flows/0/nodes/0 degraded']);
});

test('an expression that stands for texts is compared with them', () => {
  const is = (regex: string) =>
    lower(botWith([{ id: 'if', kind: 'condition', routes: [{ if: { left: 'a', op: 'regex', right: regex }, to: 'bye' }] }, bye]), {
      nodes: ['message', 'condition'],
      conditions: ['equals'],
      targets: ['end-flow'],
    });
  const equal = (text: string) => expect.objectContaining({ if: { left: { variable: 'a' }, op: 'equals', right: { literal: text } } });
  expect(is('^(placed|packed)$').nodes[0]?.routes).toEqual([equal('placed'), equal('packed')]);
  expect(is('^placed$').nodes[0]?.routes).toEqual([equal('placed')]);
  for (const other of ['placed', '^placed|packed$', '^(1|2)$', '^p.*$']) {
    expect(is(other).findings).toEqual(['condition-not-carried /flows/0/nodes/0/routes/0 dropped']);
  }
});

test('what is no longer taken from a response is said where it is read', () => {
  const bot: BotInput = {
    ...botWith([
      { id: 'find', kind: 'api', integration: 'shops' },
      { id: 'show', kind: 'message', text: 'In {{shops.city}}.' },
    ]),
    integrations: [
      {
        id: 'shops',
        method: 'GET',
        url: 'https://a.example/',
        response: { variable: 'shops', rows: '$[*]', fields: [{ name: 'city', path: '$.city', perRow: true }] },
      },
    ],
  };
  const lists: CapabilitiesInput = { nodes: ['api', 'message'], methods: ['GET'], response: ['fields'] };
  const { findings, nodes } = lower(bot, lists);
  expect(findings).toContain('read-not-carried /flows/0/nodes/1/content/0 degraded');
  expect(nodes[1]).toMatchObject({ content: [{ text: 'In .' }] });
  expect(lower(bot, { ...lists, response: ['fields', 'rows', 'perRow'] }).findings).toEqual([]);
});

test('a pattern that names an option is that option, whose tap has a way of its own there', () => {
  const pick: NodeInput = {
    id: 'pick',
    kind: 'choice',
    text: 'Go on?',
    options: ['Yes', 'No'],
    routes: [
      { when: { pattern: 'yes|sure' }, to: 'bye' },
      { when: { pattern: 'no' }, to: { end: 'flow' } },
    ],
  };
  const lists: CapabilitiesInput = {
    nodes: ['message', 'choice'],
    replies: ['equals', 'option'],
    targets: ['end-flow'],
    choice: { actions: ['reply'] },
  };
  const { nodes, findings } = lower(botWith([pick, hi, bye]), lists);
  expect(nodes[0]?.routes).toMatchObject([{ when: { option: 'yes' } }, { when: { equals: 'sure' } }, { when: { option: 'no' } }]);
  expect(findings).toEqual([]);
});

describe('a wait', () => {
  const paid = { left: '{{bank.result}}', op: 'equals', right: 'paid' } as const;
  const bot = botWith([
    {
      id: 'go',
      kind: 'wait',
      reference: 'r',
      variable: 'bank',
      routes: [
        { when: 'callback', if: paid, to: 'bye' },
        { when: 'callback', to: { end: 'flow' } },
      ],
    },
    bye,
  ]);

  test('has conditions on what a callback brings decided behind it', () => {
    const { findings, nodes } = lower(bot, {
      nodes: ['wait', 'condition', 'message'],
      conditions: ['equals'],
      reads: ['path'],
      targets: ['end-flow'],
    });
    const [wait, decision] = nodes;
    expect(findings).toEqual([]);
    expect(wait?.routes).toEqual([{ when: { outcome: 'callback' }, to: { node: decision?.id } }]);
    expect(decision).toMatchObject({ kind: 'condition', routes: [{ to: { node: 'bye' } }, { to: { end: 'flow' } }] });
  });

  test('that a platform does not have is reported once', () => {
    expect(lower(bot, { nodes: ['message', 'handoff'], targets: ['end-flow'] }).findings).toEqual([
      'kind-not-carried /flows/0/nodes/0 dropped',
    ]);
  });
});

describe('values of options that a platform does not have', () => {
  const pick: NodeInput = {
    id: 'pick',
    kind: 'choice',
    text: 'Which?',
    options: [{ id: 's', label: 'Small', value: 'S' }],
    routes: [{ when: { option: 's' }, to: 'bye' }],
  };
  const can: CapabilitiesInput = {
    nodes: ['message', 'choice'],
    replies: ['option', 'equals'],
    choice: { actions: ['reply'], valued: [] },
  };
  const byLabel: Partial<Semantics> = { tapText: 'label', optionMatch: ['label', 'number'] };
  const asThere = (node: NodeInput): BotInput => ({ ...botWith([node, bye]), semantics: byLabel });

  test('are nothing where nobody can tell', () => {
    const { nodes, findings } = lower(asThere(pick), can, byLabel);
    expect(nodes[0]).toMatchObject({ options: [{ id: 's', label: 'Small' }] });
    expect(nodes[0]).not.toMatchObject({ options: [{ value: 'S' }] });
    expect(findings).toEqual([]);
  });

  test('are a loss where a route is taken by them', () => {
    const said = { ...pick, routes: [{ when: { equals: 'S' }, to: 'bye' }] } as NodeInput;
    expect(lower(asThere(said), can, byLabel).findings).toEqual(['fit-options /flows/0/nodes/0/options/0 degraded']);
  });
});
