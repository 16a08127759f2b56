import { describe, expect, test } from 'vitest';
import type { CapabilitiesInput } from '../adapter/capabilities.ts';
import { completeCapabilities } from '../adapter/capabilities.ts';
import type { Semantics } from '../document/semantics.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { NodeInput, TriggerInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { lowerBot } from './lower-bot.ts';
import { provenanceOf } from './provenance.ts';

const lowered = (capabilities: Partial<CapabilitiesInput>, node: NodeInput) => {
  const codes: string[] = [];
  const bot = normaliseBot({
    id: 'shop',
    integrations: [
      { id: 'stock', method: 'GET', url: 'https://a.example', response: { variable: 'stock', outcome: { jsonpath: '$.state' } } },
    ],
    flows: [
      {
        id: 'main',
        nodes: [node, { id: 'near', kind: 'message', text: 'Near.' }, { id: 'far', kind: 'message', text: 'Far.' }],
      },
    ],
  });
  const made = lowerBot(bot, {
    adapter: 'small',
    capabilities: completeCapabilities({
      nodes: ['message', 'question', 'list', 'wait', 'api'],
      targets: ['end-flow'],
      methods: ['GET'],
      response: ['jsonpath'],
      outcomes: ['value', 'status', 'success', 'timeout', 'error', 'max-connection', 'other'],
      ...capabilities,
    }),
    semantics: neutralSemantics,
    nodeKinds: [],
    integrations: [],
    provenance: provenanceOf(bot),
    report: ({ code }) => codes.push(code),
  });
  return { node: made.flows[0]?.nodes[0], codes };
};

describe('a platform whose questions take what one expression says', () => {
  const replies = ['validation'] as const;
  const ask = (...routes: Extract<NodeInput, { kind: 'question' }>['routes'] & object): NodeInput => ({
    id: 'ask',
    kind: 'question',
    text: 'Which?',
    routes,
  });

  test.each([
    ['alone', [{ when: { regex: '^[0-9]+$' }, to: 'far' }]],
    [
      'behind one text',
      [
        { when: { equals: 'stop' }, to: 'near' },
        { when: { regex: '^[0-9]+$' }, to: 'far' },
      ],
    ],
    ['or a text before whatever is said', [{ when: { equals: 'stop' }, to: 'near' }, { to: 'far' }]],
  ] as const)('carries it %s', (_how, routes) => {
    const { node, codes } = lowered({ replies }, ask(...routes));
    expect(codes).toEqual([]);
    expect(node?.routes).toHaveLength(routes.length);
  });

  test('says a pattern as an expression', () => {
    const { node, codes } = lowered({ replies }, ask({ when: { pattern: 'a*' }, to: 'far' }));
    expect(codes).toEqual([]);
    expect(node?.routes).toMatchObject([{ when: { regex: expect.any(String) } }]);
  });

  test.each([
    [
      'two expressions',
      [
        { when: { regex: 'a' }, to: 'near' },
        { when: { regex: 'b' }, to: 'far' },
      ],
      2,
    ],
    [
      'two texts',
      [
        { when: { equals: 'a' }, to: 'near' },
        { when: { equals: 'b' }, to: 'far' },
      ],
      2,
    ],
  ] as const)('reports %s', (_what, routes, lost) => {
    const { codes } = lowered({ replies }, ask(...routes));
    expect(codes).toEqual(Array.from({ length: lost }, () => 'reply-not-distinguished'));
  });
});

describe('a platform that sees nothing of a response but a value', () => {
  const call = (...routes: Extract<NodeInput, { kind: 'api' }>['routes'] & object): NodeInput => ({
    id: 'call',
    kind: 'api',
    integration: 'stock',
    routes,
  });

  test('carries values, and what is for every other response', () => {
    const routes = [
      { when: { value: 'open' }, to: 'near' },
      { when: 'other', to: 'far' },
    ] as const;
    const { node, codes } = lowered({ valueAlone: true }, call(...routes));
    expect(codes).toEqual([]);
    expect(node?.routes).toHaveLength(2);
  });

  test('reports a route on a status, and that success and failure go one way', () => {
    expect(lowered({ valueAlone: true }, call({ when: 404, to: 'far' }, { when: 'other', to: 'near' })).codes).toEqual([
      'outcome-not-distinguished',
    ]);
    expect(lowered({ valueAlone: true }, call({ when: { value: 'open' }, to: 'far' })).codes).toContain('outcome-not-distinguished');
    expect(lowered({}, call({ when: 404, to: 'far' }, { when: { value: 'open' }, to: 'far' })).codes).toEqual([]);
  });
});

describe('a platform that starts flows by words, and one by whatever is said', () => {
  const started = (semantics: Partial<Semantics>, ...triggers: readonly TriggerInput[]) => {
    const codes: string[] = [];
    const bot = normaliseBot({
      id: 'shop',
      semantics: { noMatchText: '' },
      flows: [{ id: 'main', triggers, nodes: [{ id: 'hi', kind: 'message', text: 'Hi.' }] }],
    });
    const made = lowerBot(bot, {
      adapter: 'small',
      capabilities: completeCapabilities({ nodes: ['message'], triggers: ['equals'], flows: ['fallback'] }),
      semantics: {
        ...neutralSemantics,
        noMatchText: '',
        dispatch: ['open-node'],
        dispatchIdle: ['flow-triggers', 'fallback-flow', 'no-match-text'],
        ...semantics,
      },
      nodeKinds: [],
      integrations: [],
      provenance: provenanceOf(bot),
      report: ({ code }) => codes.push(code),
    });
    return { kind: made.flows[0]?.kind, triggers: made.flows[0]?.triggers.length, codes };
  };
  const hello = { kind: 'text', equals: 'hello' } as const;
  const anything = { kind: 'text', pattern: '*' } as const;

  test('makes what any text starts the flow for the rest', () => {
    expect(started({}, hello, anything)).toEqual({ kind: 'fallback', triggers: 1, codes: [] });
  });

  test('but not where that flow could interrupt a question, or something is left out', () => {
    expect(started({ dispatch: ['open-node', 'fallback-flow'] }, anything).codes).toContain('trigger-not-carried');
    expect(started({}, { ...anything, exclude: ['no'] })).toMatchObject({ kind: 'standard', codes: ['trigger-not-carried'] });
  });
});

describe('a platform where fields of nodes are fixed', () => {
  const fixed = { waitTimeoutMs: 60_000, pageSize: 9, nextLabel: 'Next' };
  const list = { id: 'pick', kind: 'list', text: 'Which?', rows: '{{rows}}', label: 'A' } as const;

  test('says nothing where nodes say the same', () => {
    expect(lowered({ fixed }, { id: 'hold', kind: 'wait', reference: 'a', timeoutMs: 60_000 }).codes).toEqual([]);
    expect(lowered({ fixed }, list).codes).toEqual([]);
  });

  test('gives nodes what they have there, and reports it', () => {
    const hold = lowered({ fixed }, { id: 'hold', kind: 'wait', reference: 'a', timeoutMs: 5_000 });
    expect(hold).toMatchObject({ codes: ['fixed-field-not-carried'], node: { timeoutMs: 60_000 } });
    const pick = lowered({ fixed }, { ...list, pageSize: 3, nextLabel: 'More' });
    expect(pick.codes).toEqual(['fixed-field-not-carried', 'fixed-field-not-carried']);
    expect(pick.node).not.toHaveProperty('pageSize');
    expect(pick.node).not.toHaveProperty('nextLabel');
  });

  test('keeps a list whole where the platform can', () => {
    expect(lowered({ fixed: { ...fixed, wholeList: 500 } }, { ...list, pageSize: 500 })).toMatchObject({
      codes: [],
      node: { pageSize: 500 },
    });
    expect(lowered({ fixed: { ...fixed, wholeList: 500 } }, { ...list, pageSize: 499 }).codes).toEqual(['fixed-field-not-carried']);
  });
});

test('a platform whose options cannot be repeated is given those of the first rows', () => {
  const choice = { actions: ['reply'], repeats: false } as const;
  const menu: NodeInput = {
    id: 'pick',
    kind: 'choice',
    text: 'Which?',
    options: [{ label: '{{item.name}}', repeat: '{{stock.$rows}}' }],
  };
  const given = { nodes: ['message', 'choice', 'question'], choice, replies: ['equals'], reads: ['$rows', 'path', 'item'] } as const;
  const { node, codes } = lowered(given, menu);
  expect(codes).toContain('choice-as-question');
  expect(node).toMatchObject({ kind: 'question', text: expect.stringContaining('{{stock.$rows[0].name}}') });
});

test('a platform without forms sends the text of one, letter by letter', () => {
  const form = [
    { name: 'a b', value: "it's (so)" },
    { name: 'c', value: '{{"{{"}} é&=' },
  ];
  const { node, codes } = lowered({ request: ['text', 'node-body'] }, { id: 'call', kind: 'api', integration: 'stock', body: { form } });
  expect(codes).toEqual([]);
  expect(node).toMatchObject({
    body: { text: "a+b=it's+(so)&c=%7B%7B+%C3%A9%26%3D", contentType: 'application/x-www-form-urlencoded' },
  });
});
