import { exportBot, importBot } from '@dragoman/core';
import { expect, test } from 'vitest';
import { createClickatellAdapter } from '../src/adapter.ts';

const adapter = createClickatellAdapter();
const shop = (fields: object, label: string) =>
  ({
    id: 'shop',
    semantics: adapter.semantics,
    integrations: [
      { id: 'found', method: 'GET', url: 'https://shop.example', response: { variable: 'found', rows: '$.items[*]', ...fields } },
    ],
    flows: [
      {
        id: 'main',
        kind: 'fallback',
        nodes: [
          { id: 'load', kind: 'api', integration: 'found' },
          {
            id: 'pick',
            kind: 'list',
            text: 'Which?',
            rows: '{{found.$rows}}',
            label,
            value: '{{item.sku}}',
            filter: 'a',
            variable: 'product',
          },
          { id: 'say', kind: 'message', text: '{{product.value}}, {{product.label}}, {{product.index}}' },
        ],
      },
    ],
  }) as const;

test.each([
  ['rows as they are', {}, '{{item.name}} {{item.sku}}', '[found:items.#.name] [found:items.#.sku]'],
  [
    'fields of rows',
    {
      fields: [
        { name: 'title', path: '$.product.name', perRow: true },
        { name: 'sku', path: '$.sku', perRow: true },
      ],
    },
    '{{item.title}}',
    '[found:items.#.product.name]',
  ],
])('a list over %s is a Dynamic List, and comes back', (_what, fields, label, pattern) => {
  const { value, diagnostics } = exportBot(adapter, shop(fields, label));
  expect(diagnostics.map(({ code }) => code)).toEqual(['list-ends-early']);
  expect(value.workflows[0]?.nodes.slice(1)).toMatchObject([
    { type: 'Dynamic List', pattern, customIndex: '[found:items.#.sku]', filterBy: 'a' },
    { text: '[[product]], [[product:value]], [[product:$field.index]]' },
  ]);
  const back = importBot(adapter, value).value.flows[0]?.nodes;
  expect(back).toMatchObject([
    {},
    { rows: '{{found.$rows}}', label, value: '{{item.sku}}' },
    { content: [{ text: '{{product.value}}, {{product.label}}, {{product.index}}' }] },
  ]);
});
