import { type Bot, type ChoiceNode, exportBot, importBot, type Node } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../src/adapter.ts';
import { exportOf, starter, text, tile, rule as unnamed } from './talk.fixture.ts';

const adapter = createLivePersonAdapter();

/** The rules and the content of the interaction, once an option of it shows something else. */
const relabelled = (interaction: ReturnType<typeof tile>, from: string, to: string) => {
  const document = JSON.stringify(exportOf({ Main: [starter('hi'), interaction, text('done', 'Done.')] }));
  const bot = importBot(adapter, document).value;
  const edited = editNode(bot, interaction.name, (node) => ({
    ...node,
    options: (node as ChoiceNode).options.map((option) => (option.label === from ? { ...option, label: to } : option)),
  }));
  const { conversationMessage } = exportBot(adapter, edited).value;
  return conversationMessage.find(({ name }) => name === interaction.name);
};

const editNode = (bot: Bot, name: string, change: (node: Node) => object): Bot => ({
  ...bot,
  flows: bot.flows.map((flow) => ({
    ...flow,
    nodes: flow.nodes.map((node) => (node.name === name ? (change(node) as Node) : node)),
  })),
});

const rule = (...[conditions, to]: Parameters<typeof unnamed>) => unnamed(conditions, to, { name: 'rule' });
const evaluated = (value: string) => ({ matchType: 'EVAL_OPTION', evaluateOptionMatch: { value } });
const exact = (value: string) => ({ matchType: 'EXACT_VALUE', exactValueMatch: { value } });
const choice = { text: 'Which?', multipleChoice: { multipleChoices: ['Red', 'Blue'] } };
const replies = (...titles: readonly string[]) => ({ quickReplies: titles.map((title) => ({ type: 'text', title, payload: title })) });

describe('an option that shows something else', () => {
  test.each([
    [
      'a multiple choice',
      tile('pick', 'MULTIPLE_CHOICE_QUESTION', choice, { responseMatches: [rule([evaluated('Red')], 'done')] }),
      evaluated('Pink'),
    ],
    [
      'quick replies',
      tile('pick', 'QUICK_REPLY', {}, { ...replies('Red', 'Blue'), responseMatches: [rule([exact('Red')], 'done')] }),
      exact('Pink'),
    ],
    [
      'quick replies with the rules of a multiple choice',
      tile('pick', 'QUICK_REPLY', {}, { ...replies('Red', 'Blue'), responseMatches: [rule([evaluated('Red')], 'done')] }),
      evaluated('Pink'),
    ],
  ])('of %s is what its rule names', (_what, interaction, condition) => {
    expect(relabelled(interaction, 'Red', 'Pink')?.responseMatches?.map(({ conditions }) => conditions)).toEqual([[condition]]);
  });

  test('leaves alone a rule on the exact text at a multiple choice', () => {
    const interaction = tile('pick', 'MULTIPLE_CHOICE_QUESTION', choice, { responseMatches: [rule([exact('Red')], 'done')] });
    expect(relabelled(interaction, 'Red', 'Pink')?.responseMatches?.[0]?.conditions).toEqual([exact('Red')]);
  });

  test('adds no rule where none is on it', () => {
    const interaction = tile('pick', 'MULTIPLE_CHOICE_QUESTION', choice, { responseMatches: [rule([evaluated('Red')], 'done')] });
    expect(relabelled(interaction, 'Blue', 'Navy')?.responseMatches?.map(({ name }) => name)).toEqual(['rule']);
  });

  test('is one of several conditions of its rule, as before', () => {
    const several = rule([evaluated('Red'), evaluated('Blue')], 'done');
    const interaction = tile('pick', 'MULTIPLE_CHOICE_QUESTION', choice, { responseMatches: [several] });
    expect(relabelled(interaction, 'Blue', 'Navy')?.responseMatches?.map(({ conditions }) => conditions)).toEqual([
      [evaluated('Red'), evaluated('Navy')],
    ]);
  });

  test('keeps what only the platform understands beside it', () => {
    const quickReplies = [
      { type: 'phone', title: 'Call me', payload: '+31', more: true },
      { type: 'text', title: 'Red' },
    ];
    const interaction = tile('pick', 'QUICK_REPLY', { text: 'Which?' }, { quickReplies });
    expect(relabelled(interaction, 'Call me', 'Ring me')?.quickReplies).toEqual([
      { ...quickReplies[0], title: 'Ring me' },
      quickReplies[1],
    ]);
  });
});
