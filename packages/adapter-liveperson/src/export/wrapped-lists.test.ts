import { type BotInput, exportBot } from '@dragoman/core';
import { expect, test } from 'vitest';
import { createLivePersonAdapter } from '../adapter.ts';

const codes = (path: string, text: string): readonly string[] => {
  const bot: BotInput = {
    id: 'shop',
    integrations: [
      { id: 'list', method: 'GET', url: 'https://shop.example/list', response: { variable: 'list', fields: [{ name: 'first', path }] } },
    ],
    flows: [
      {
        id: 'main',
        triggers: [{ kind: 'text', pattern: '*' }],
        nodes: [
          { id: 'call', kind: 'api', integration: 'list' },
          { id: 'say', kind: 'message', text },
        ],
      },
    ],
  };
  const found = exportBot(createLivePersonAdapter(), bot).diagnostics;
  return found.flatMap(({ code, place }) => (code === 'list-wrapped' ? [`${code} ${place}`] : []));
};

test('an element of a list that a script makes an object of is told of', () => {
  expect(codes('$[?@.open]', 'One: {{list.$body[0].name}}')).toEqual(['list-wrapped /integrations/0']);
});

test('nothing is told of what is still found', () => {
  expect(codes('$[?@.open]', 'One: {{list.$body.name}} {{list.first}}')).toEqual([]);
  expect(codes('$[0].name', 'One: {{list.$body[0].name}}')).toEqual([]);
});
