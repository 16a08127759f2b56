import { expect, test } from 'vitest';
import { type Capabilities, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { BotInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { placePath } from '../reading/place-path.ts';
import { es5Functions } from './es5-predicate.ts';
import { createLowerContext } from './lower-context.ts';
import { provenanceOf } from './provenance.ts';
import { lowerRowFieldsInCards } from './row-fields-in-cards.ts';

const bot = (card: object): BotInput => ({
  id: 'shop',
  integrations: [
    {
      id: 'look-up',
      method: 'GET',
      url: 'https://api.shop.example/',
      response: { variable: 'orders', rows: '$.orders', fields: [{ name: 'name', path: '$.name', perRow: true }] },
    },
  ],
  flows: [{ id: 'main', nodes: [{ id: 'show', kind: 'message', content: [{ kind: 'card', ...card }] }] }],
});

const lowered = (input: BotInput, lists: Partial<Capabilities> = {}) => {
  const author = normaliseBot(input);
  const provenance = provenanceOf(author);
  const report: string[] = [];
  const context = createLowerContext(author, {
    adapter: 'able',
    capabilities: completeCapabilities({
      nodes: ['message', 'api'],
      card: { repeatsByRows: true },
      hooks: ['before'],
      scripts: ['es5'],
      ...lists,
    }),
    semantics: neutralSemantics,
    nodeKinds: [],
    provenance,
    report: ({ code, at, loss }) => report.push(`${code} ${placePath(author, provenance.placeOf(at))} ${loss}`),
  });
  return { author, made: lowerRowFieldsInCards(author, context), report };
};

test('a card reads a field of rows as a text that a script makes', () => {
  const { made, report } = lowered(bot({ title: 'All: {{orders.name}}', options: [] }));
  expect(report).toEqual([]);
  expect(made.flows[0]?.nodes[0]).toMatchObject({
    content: [{ title: 'All: {{var["orders.name as text"]}}' }],
    hooks: {
      before: {
        dialect: 'es5',
        source: ['set("orders.name as text", text(at(get("orders"), ["name"])));', es5Functions.at, es5Functions.text].join('\n'),
      },
    },
  });
});

test.each<[string, object, Partial<Capabilities>?]>([
  ['a card that repeats', { title: '{{item.name}}', repeat: '{{orders.$rows}}' }],
  ['a card that reads something else', { title: '{{orders.$status}}' }],
  ['a card on a platform that repeats what it is told to', { title: '{{orders.name}}' }, { card: {} }],
])('%s stays as it is', (_what, card, lists) => {
  const { author, made, report } = lowered(bot({ options: [], ...card }), lists);
  expect([made, report]).toEqual([author, []]);
});

test('what no script can make is reported', () => {
  const { author, made, report } = lowered(bot({ title: '{{orders.name}}', options: [] }), { hooks: [] });
  expect([made, report]).toEqual([author, ['card-repeated flows.main.nodes.show.content.0 degraded']]);
});
