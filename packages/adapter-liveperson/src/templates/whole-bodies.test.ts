import { type BotInput, exportBot, importBot } from '@dragoman/core';
import { expect, test } from 'vitest';
import { createLivePersonAdapter } from '../adapter.ts';

const found = { name: 'open', path: '$[?@.open]' };
const plain = { name: 'city', path: '$.city' };

const botOf = (text: string, ...fields: readonly (typeof found)[]): BotInput => ({
  id: 'shop',
  semantics: { failureText: '' },
  integrations: fields.map((field, index) => ({
    id: `list-${index}`,
    method: 'GET',
    url: `https://shop.example/list/${index}`,
    response: { variable: 'list', fields: [field] },
  })),
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', pattern: '*' }],
      nodes: [
        { id: 'call', kind: 'api', integration: 'list-0' },
        { id: 'say', kind: 'message', text },
      ],
    },
  ],
});

const printed = (bot: BotInput): string => {
  const { text, diagnostics } = exportBot(createLivePersonAdapter(), bot);
  expect(diagnostics.filter(({ loss }) => loss === 'dropped')).toEqual([]);
  const messages = (JSON.parse(text) as { conversationMessage: { content: { results?: { tile?: { tileData?: { text?: string }[] } } } }[] })
    .conversationMessage;
  return messages.flatMap(({ content }) => content.results?.tile?.tileData?.flatMap((tile) => tile.text ?? []) ?? []).join();
};

test.each([
  ['the whole', '{{list.$body}}', '{$.api_list.dragoman.body}'],
  ['an element', '{{list.$body[0].city}}', '{$.api_list.dragoman.body[0].city}'],
  ['a field, which is the same there', '{{list.$body.city}}', '{$.api_list.city}'],
])('of a response that a script adds to, %s is read where it stands as it came, and comes back', (_what, text, said) => {
  const bot = botOf(text, found);
  expect(printed(bot)).toBe(said);
  const adapter = createLivePersonAdapter();
  const back = (restore: boolean) => importBot(adapter, exportBot(adapter, bot).text, { restore }).value.flows[0]?.nodes.at(-1);
  expect(back(true)).toMatchObject({ content: [{ text }] });
  if (text !== '{{list.$body.city}}')
    expect(back(false)).toMatchObject({ content: [{ text: text.replace('$body', '$body.dragoman.body') }] });
});

test('a response that nothing is added to is read as it is, also when another one of its name is not', () => {
  expect(printed(botOf('{{list.$body}}', plain))).toBe('{$.api_list}');
  expect(printed(botOf('{{list.$body}}', plain, found))).toBe('{$.api_list}');
});
