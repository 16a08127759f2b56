import { exportBot, importBot, type NodeInput, type OptionInput, type RouteInput } from '@dragoman/core';
import { expect, test } from 'vitest';
import { createLivePersonAdapter } from '../adapter.ts';

const adapter = createLivePersonAdapter();
const { semantics } = adapter;

const words: readonly OptionInput[] = ['Tea', 'Cake'];

const botOf = (routes: readonly RouteInput[], options = words) => ({
  id: 'shop',
  semantics,
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text' as const, pattern: '*' }],
      nodes: [
        { id: 'pick', kind: 'choice', text: 'Which?', options, routes, next: { node: 'on' } } as NodeInput,
        { id: 'sorry', kind: 'message' as const, text: 'Sorry', next: { end: 'flow' as const } },
        { id: 'on', kind: 'message' as const, text: 'Fine' },
      ],
    },
  ],
});

const conditional: RouteInput = { when: 'no-match', if: { left: 'tier', op: 'contains', right: 'gold' }, to: 'sorry' };
const tea: RouteInput = { when: { option: 'tea' }, to: 'sorry' };

const rulesOf = (routes: readonly RouteInput[], options = words) => {
  const { value, diagnostics } = exportBot(adapter, botOf(routes, options));
  const pick = value.conversationMessage?.find(({ name }) => name === 'pick');
  const responseMatches = (pick?.responseMatches ?? []) as readonly { readonly name?: string }[];
  return {
    rules: responseMatches.map(({ name }) => name),
    lost: diagnostics.flatMap(({ code, loss }) => (loss === 'degraded' ? [code] : [])),
  };
};

test('No Match takes options without a route', () => {
  expect(rulesOf([{ when: 'no-match', to: 'sorry' }])).toEqual({ rules: ['no match'], lost: [] });
});

test.each([
  ['all of them', [conditional], ['no match', 'other options, no match', 'any option']],
  ['the others', [tea, conditional], ['Tea', 'no match', 'other options, no match', 'other options']],
  ['none', [tea, { ...tea, when: { option: 'cake' } }, conditional], ['Tea', 'Cake', 'no match']],
] as const)('No Match on a condition takes %s while it holds, and comes back as it was', (_what, routes, rules) => {
  expect(rulesOf(routes)).toEqual({ rules, lost: [] });
  const bot = botOf(routes);
  const back = importBot(adapter, exportBot(adapter, bot).text).value.flows[0]?.nodes.find(({ name }) => name === 'pick');
  expect(back?.routes).toHaveLength(routes.length);
  expect(back?.routes.at(-1)).toMatchObject({ when: { outcome: 'no-match' }, if: { op: 'contains' } });
});

test('what No Match says on a condition is not said for an option, which is told', () => {
  const said = { ...conditional, say: 'Hm.' };
  expect(rulesOf([said]).lost).toEqual(['no-match-unsaid']);
  expect(rulesOf([tea, { when: { option: 'cake' }, to: 'on' }, said]).lost).toEqual([]);
  // Nobody chooses what only opens a page.
  expect(rulesOf([said], [{ label: 'Tea', action: { kind: 'url', url: 'https://tea.example' } }]).lost).toEqual([]);
});
