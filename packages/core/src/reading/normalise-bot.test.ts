import { describe, expect, test } from 'vitest';
import type { Bot } from '../document/bot.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { FlowInput, IntegrationInput, NodeInput, OperandInput, TargetInput, WhenInput } from '../input/bot-input.ts';
import { everythingBot } from './everything-bot.fixture.ts';
import { normaliseBot } from './normalise-bot.ts';

const nodeOf = (node: NodeInput): Bot['flows'][number]['nodes'][number] | undefined =>
  normaliseBot({
    id: 'b',
    variables: [{ name: 'x' }],
    integrations: [lookup],
    flows: [{ id: 'f', nodes: [{ id: 'found', kind: 'end' }, node] }],
  }).flows[0]?.nodes[1];

const lookup: IntegrationInput = { id: 'lookup', method: 'GET', url: 'https://api.example/', response: { variable: 'order' } };

describe('normaliseBot', () => {
  test('writes every default out', () => {
    expect(normaliseBot({ id: 'b' })).toEqual({
      format: 'dragoman/1',
      id: 'b',
      name: 'b',
      integrations: [],
      credentials: [],
      flows: [],
      variables: [],
    });
    expect(normaliseBot({ id: 'b', integrations: [lookup] }).integrations).toEqual([
      {
        id: 'lookup',
        name: 'lookup',
        kind: 'http',
        method: 'GET',
        url: 'https://api.example/',
        query: [],
        headers: [],
        response: { variable: 'order', format: 'json', outcome: 'status', fields: [], onMissing: 'unset' },
      },
    ]);
    const flow: FlowInput = { id: 'f', triggers: [{ kind: 'intent', intent: 'buy' }], nodes: [{ id: 'q', kind: 'question', text: 'T' }] };
    expect(normaliseBot({ id: 'b', flows: [flow], variables: [{ name: 'x' }] })).toMatchObject({
      flows: [
        {
          id: 'f',
          name: 'f',
          kind: 'standard',
          triggers: [{ kind: 'intent', intent: 'buy', reach: 'flow' }],
          nodes: [{ id: 'q', name: 'q', kind: 'question', text: 'T', routes: [] }],
        },
      ],
      variables: [{ name: 'x', scope: 'session', type: 'text' }],
    });
  });

  test('leaves the long form as it is', () => {
    const bot = normaliseBot(everythingBot);
    expect(normaliseBot(bot)).toEqual(bot);
    expect(JSON.stringify(normaliseBot(bot))).toBe(JSON.stringify(bot));
  });

  test('takes fields that are undefined for absent ones', () => {
    expect(normaliseBot({ id: 'b', name: undefined, semantics: undefined } as never)).toEqual(normaliseBot({ id: 'b' }));
  });

  test.each<[TargetInput, unknown]>([
    ['found', { node: 'found' }],
    ['next', 'next'],
    ['repeat', 'repeat'],
    [{ node: 'found' }, { node: 'found' }],
    [{ end: 'flow' }, { end: 'flow' }],
    [{ unresolved: 'next' }, { unresolved: 'next' }],
  ])('the target %j is %j', (to, expected) => {
    expect(nodeOf({ id: 'j', kind: 'jump', to })).toMatchObject({ to: expected });
    expect(nodeOf({ id: 'q', kind: 'question', text: 'T', next: to })).toMatchObject({ next: expected });
  });

  test.each<[WhenInput, unknown]>([
    [404, { status: 404 }],
    ['4xx', { class: '4xx' }],
    ['timeout', { is: 'timeout' }],
    ['success', { is: 'success' }],
    [{ value: 'timeout' }, { value: 'timeout' }],
  ])('on an api node %j is %j', (when, expected) => {
    expect(nodeOf({ id: 'a', kind: 'api', integration: 'lookup', routes: [{ when, to: 'found' }] } as NodeInput)).toMatchObject({
      routes: [{ when: expected }],
    });
  });

  test.each<[string, NodeInput]>([
    ['timeout', { id: 'w', kind: 'wait', reference: 'r', routes: [{ when: 'timeout', to: 'found' }] }],
    ['no-match', { id: 'q', kind: 'question', text: 'T', routes: [{ when: 'no-match', to: 'found' }] }],
    ['failed', { id: 'h', kind: 'handoff', routes: [{ when: 'failed', to: 'found' }] }],
  ])('elsewhere the word %s is an outcome of the kind', (outcome, node) => {
    expect(nodeOf(node)).toMatchObject({ routes: [{ when: { outcome } }] });
  });

  test.each<[OperandInput, unknown, unknown]>([
    ['x', { variable: 'x' }, { literal: 'x' }],
    ['{{x}}', { template: '{{x}}' }, { template: '{{x}}' }],
    [3, { literal: 3 }, { literal: 3 }],
    [null, { literal: null }, { literal: null }],
    [{ variable: 'x' }, { variable: 'x' }, { variable: 'x' }],
  ])('the operand %j is %j on the left and %j on the right', (operand, left, right) => {
    const routes = [{ if: { left: operand, op: 'equals' as const, right: operand }, to: 'found' }];
    expect(nodeOf({ id: 'c', kind: 'condition', routes })).toMatchObject({ routes: [{ if: { left, right } }] });
  });

  test('gives options their labels, ids and actions', () => {
    const options = ['Yes, please!', 'Yes please', { label: 'No', id: 'yes-please-2' }, { label: '★' }, { label: 'Größe' }, 'да'];
    expect(nodeOf({ id: 'c', kind: 'choice', text: 'T', options })).toMatchObject({
      options: [
        { id: 'yes-please', label: 'Yes, please!', action: { kind: 'reply' } },
        { id: 'yes-please-3', label: 'Yes please' },
        { id: 'yes-please-2', label: 'No' },
        { id: 'option', label: '★' },
        { id: 'große', label: 'Größe' },
        { id: 'да', label: 'да' },
      ],
    });
  });

  test('keeps the ids of options unique across the cards of a node', () => {
    const cards = [
      { title: 'A', options: ['Buy'] },
      { title: 'B', options: ['Buy'] },
    ];
    const node = nodeOf({
      id: 'm',
      kind: 'message',
      content: [
        { kind: 'card', options: ['Buy'] },
        { kind: 'cards', cards },
      ],
    });
    expect(node).toMatchObject({
      content: [{ options: [{ id: 'buy' }] }, { cards: [{ options: [{ id: 'buy-2' }] }, { options: [{ id: 'buy-3' }] }] }],
    });
  });

  test('takes a text for the content of a message', () => {
    expect(nodeOf({ id: 'm', kind: 'message', text: 'Hi' })).toMatchObject({ content: [{ kind: 'text', text: 'Hi' }] });
    expect(nodeOf({ id: 'm', kind: 'message', content: ['Hi'] })).toMatchObject({ content: [{ kind: 'text', text: 'Hi' }] });
  });

  test('throws with every problem in the message and in the diagnostics', () => {
    const problem = (() => {
      try {
        return normaliseBot({
          id: 'b',
          flows: [
            {
              id: 'f',
              nodes: [
                { id: 'a', kind: 'jump', to: 'x' },
                { id: 'a', kind: 'end' },
              ],
            },
          ],
        });
      } catch (cause) {
        return cause;
      }
    })() as DragomanError;
    expect(problem).toBeInstanceOf(DragomanError);
    expect(problem.code).toBe('validation');
    expect(problem.diagnostics).toHaveLength(3);
    expect(problem.message).toBe(
      [
        'This bot cannot be read.',
        'flows.f.nodes.a.id: There is another node with the id "a". Give each its own.',
        'flows.f.nodes.a.name: There is another node with the name "a". Give each its own.',
        'flows.f.nodes.a.to: There is no node "x". Did you mean `a`?',
      ].join('\n'),
    );
  });
});
