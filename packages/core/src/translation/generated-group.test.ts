import { describe, expect, test } from 'vitest';
import type { Integration } from '../document/integration.ts';
import type { Node } from '../document/node.ts';
import type { Assignment } from '../document/variable.ts';
import type { NodeInput, OperandInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { contentHash } from '../values/content-hash.ts';
import { type BotNames, generatedGroup } from './generated-group.ts';

const integration = (id: string, more: Partial<Integration> = {}): Integration =>
  ({
    ...(normaliseBot({
      id: 'b',
      integrations: [{ id, name: 'Call', method: 'GET', url: 'https://a.example/{{x}}', response: { variable: 'r' } }],
    }).integrations[0] as Integration),
    ...more,
  }) as Integration;
const names: BotNames = {
  node: (id) => ({ a: 'A', a2: 'A' })[id],
  flow: (id) => `Flow ${id}`,
  integration: () => 'Call',
  credential: (id) => id,
  scope: () => 'session',
  following: () => ({ node: 'a' }),
};
const nodeOf = (node: NodeInput): Node =>
  normaliseBot({
    id: 'b',
    integrations: [integration('call')],
    flows: [{ id: 'f', nodes: [node, { id: 'a', kind: 'end' }, { id: 'a2', kind: 'end' }] }],
  }).flows[0]?.nodes[0] as Node;
const hash = (node: NodeInput, made: readonly Integration[] = []) => contentHash(generatedGroup([nodeOf(node)], made, names));

const ask: NodeInput = {
  id: 'q',
  name: 'Q',
  kind: 'choice',
  text: 'Hi {{ x }}',
  options: ['Yes', 'No'],
  routes: [{ when: { option: 'yes' }, to: 'a' }],
  next: { end: 'flow' },
};
const call: NodeInput = {
  id: 'c',
  name: 'C',
  kind: 'api',
  integration: 'call',
  routes: [{ when: 'failure', to: 'a' }],
  next: { end: 'flow' },
};

const decide = (left: OperandInput, set: Assignment): NodeInput => ({
  id: 'd',
  kind: 'condition',
  routes: [{ if: { left, op: 'equals', right: { literal: 'x' } }, set: [set], to: 'a' }],
});
const write = { variable: 'v', value: 1 };

describe('what a marker vouches for', () => {
  test.each<[string, NodeInput, NodeInput]>([
    ['other ids', ask, { ...ask, id: 'n7', routes: [{ when: { option: 'yes' }, to: 'a2' }] }],
    [
      'other ids of options',
      ask,
      {
        ...ask,
        options: [
          { id: 'o1', label: 'Yes' },
          { id: 'o2', label: 'No' },
        ],
        routes: [{ when: { option: 'o1' }, to: 'a' }],
      },
    ],
    ['spellings of templates', ask, { ...ask, text: 'Hi {{x}}' }],
    [
      'names of routes, and defaults written out',
      ask,
      { ...ask, waits: true, delayMs: 0, hooks: {}, routes: [{ name: 'r', when: { option: 'yes' }, to: 'a' }] },
    ],
    ['what the platform keeps for itself', ask, { ...ask, platformOptions: { plain: { x: 1 } } }],
    ['whether a variable is read by its name', decide({ variable: 'order.id' }, write), decide({ template: '{{order.id}}' }, write)],
    ['whether a text is one', decide({ template: 'x' }, write), decide({ literal: 'x' }, write)],
    ['a scope that goes without saying', decide('x', { ...write, scope: 'session' }), decide('x', write)],
    ['`next` said or not', { ...ask, next: 'a' }, { ...ask, next: 'next' }],
    [
      'how the ends of a call are spelled',
      call,
      {
        ...call,
        routes: [
          { when: 'success', to: { end: 'flow' } },
          { when: 'failure', to: 'a' },
          { when: 'timeout', to: 'a' },
        ],
        next: 'a',
      },
    ],
  ])('leaves out %s', (_what, one, other) => {
    expect(hash(other)).toBe(hash(one));
  });

  test.each<[string, NodeInput]>([
    ['a text', { ...ask, text: 'Hi {{y}}' }],
    ['a name', { ...ask, name: 'Other' }],
    ['an order', { ...ask, options: ['No', 'Yes'] }],
    ['which option', { ...ask, routes: [{ when: { option: 'no' }, to: 'a' }] }],
    ['a link', { ...ask, routes: [{ when: { option: 'yes' }, to: { flow: 'f' } }] }],
    ['where it goes on', { ...ask, next: 'a' }],
    ['a script', { ...ask, hooks: { after: { dialect: 'es5', source: '' } } }],
    ['a wait', { ...ask, waits: false }],
  ])('holds %s', (_what, other) => {
    expect(hash(other)).not.toBe(hash(ask));
  });

  test('leaves out where a choice would go on that routes every option', () => {
    const routes = ['yes', 'no'].map((option) => ({ when: { option }, to: 'a' }));
    const { next: _next, ...routed } = { ...ask, routes } as NodeInput & { readonly next?: unknown };
    expect(hash(routed as NodeInput)).toBe(hash({ ...ask, routes } as NodeInput));
  });

  test('holds what is read and where it is written', () => {
    expect(hash(decide({ variable: 'x' }, write))).not.toBe(hash(decide({ literal: 'x' }, write)));
    expect(hash(decide({ variable: 'x' }, { ...write, scope: 'contact' }))).not.toBe(hash(decide({ variable: 'x' }, write)));
  });

  test('holds where each end of a call leads', () => {
    expect(
      hash({
        ...call,
        routes: [
          { when: 'failure', to: 'a' },
          { when: 'timeout', to: 'next' },
          { when: 'error', to: { end: 'flow' } },
        ],
      }),
    ).not.toBe(hash(call));
  });

  test('holds integrations, without what a platform need not carry', () => {
    expect(
      hash(call, [integration('other', { response: { ...integration('x').response, sample: 1 }, platformOptions: { plain: 1 } })]),
    ).toBe(hash(call, [integration('call')]));
    expect(hash(call, [integration('call', { timeoutMs: 5 })])).not.toBe(hash(call, [integration('call')]));
  });
});
