import type { Capabilities, Json, JsonObject, NodeInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { both, flow, message, poor, without } from './fitted-talk.fixture.ts';

describe('a list', () => {
  const list: NodeInput = {
    id: 'pick',
    kind: 'list',
    text: 'Which one?',
    rows: '{{products}}',
    label: '{{item.name}}',
    description: '{{item.price}} EUR',
    value: '{{item.sku}}',
    variable: 'chosen',
    routes: [
      { when: { outcome: 'chosen' }, to: 'got' },
      { when: { outcome: 'empty' }, say: 'We have nothing.', to: 'none' },
      { when: { outcome: 'no-match' }, to: 'what' },
    ],
  };
  const input = flow([
    list,
    message('got', 'You took {{chosen.label}} {{chosen.value}} {{chosen.index}}.'),
    message('none'),
    message('what'),
  ]);
  const products = (count: number): JsonObject => ({
    products: Array.from({ length: count }, (_, index) => ({ name: `Tea ${index + 1}`, price: index, sku: `t${index}` })),
  });

  test.each([0, 1, 2, 9])('of %i rows is the question it was', async (count) => {
    for (const said of ['1', '2.', 'row-0', '9', 'whatever']) {
      const { original, lowered, codes } = await both(input, poor, ['start', said], { variables: products(count), watch: 'chosen' });
      expect(lowered).toEqual(original);
      expect(codes).toEqual(['list-as-question']);
    }
  });

  test('goes on, and comes back, as it did', async () => {
    const { routes: _routes, ...plain } = list as { routes: unknown } & NodeInput;
    const asked = flow([
      { id: 'before', kind: 'message', text: 'Hello' },
      {
        ...plain,
        routes: [
          { when: { equals: 'again' }, set: [{ variable: 'products', value: '{{fewer}}' }], to: 'repeat' },
          { when: { outcome: 'no-match' }, to: 'what' },
        ],
      } as NodeInput,
      message('got', 'You took {{chosen.label}}.'),
      message('what'),
    ]);
    for (const said of [
      ['start', 'again', '2'],
      ['start', '2'],
      ['start', 'x'],
    ]) {
      const { original, lowered } = await both(asked, poor, said, { variables: { ...products(3), fewer: products(2).products as Json } });
      expect(lowered).toEqual(original);
    }
    const { original, lowered } = await both(asked, poor, ['start'], { variables: products(0) });
    expect(lowered).toEqual(original);
  });

  test('where routes have no conditions, nodes see whether a row is there', async () => {
    const can: Partial<Capabilities> = { ...poor, routes: [], replies: ['equals', 'no-match'] };
    for (const said of ['1', '2.', 'row-0', 'whatever']) {
      const { original, lowered } = await both(input, can, ['start', said], { variables: products(3), watch: 'chosen' });
      expect(lowered).toEqual(original);
    }
    // A number that no row has asks again.
    const { lowered } = await both(input, can, ['start', '5', '2'], { variables: products(3), watch: 'chosen' });
    expect(lowered[1]).toEqual(lowered[0]);
    expect(lowered.at(-1)).toEqual({ value: 't1', label: 'Tea 2', index: 1 });
  });

  test('what a route says of a row already knows it', async () => {
    const told = flow([
      {
        ...list,
        routes: [{ when: { outcome: 'chosen' }, say: '{{chosen.label}} {{chosen.value}} {{chosen.index}}', to: 'got' }],
      } as NodeInput,
      message('got', 'ok'),
    ]);
    const { original, lowered } = await both(told, poor, ['start', '2'], { variables: products(3) });
    expect(lowered).toEqual(original);
    expect(lowered[1]).toEqual(['Tea 2 t1 1', 'ok']);
  });

  test('is plain text with every row of a page where there are no conditions', async () => {
    const can = { ...poor, nodes: without('choice', 'list', 'condition'), conditions: [] };
    const { original, lowered, codes } = await both(input, can, ['start', '3'], { variables: products(9) });
    expect(lowered).toEqual(original);
    expect(codes).toContain('list-as-question');
  });

  test('turns shorter pages where the platform shows fewer rows', async () => {
    const can: Partial<Capabilities> = { list: { rows: 4 } };
    const { bot, codes } = await both(input, can, ['start'], { variables: products(9) });
    expect(bot.flows?.[0]?.nodes[0]).toMatchObject({ kind: 'list', pageSize: 3 });
    expect(codes).toEqual(['fit-list']);
    expect((await both(input, { list: { rows: 10 } }, ['start'], { variables: products(9) })).codes).toEqual([]);
  });
});
