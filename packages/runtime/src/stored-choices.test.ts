import type { BotInput, NodeInput } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { loweredBot } from './lowered-bot.fixture.ts';
import { end, expectTheSame, type LoweredCase } from './lowered-case.fixture.ts';
import { talk } from './talk.fixture.ts';

const pick = (label: string, more: object = {}): NodeInput =>
  ({
    id: 'pick',
    kind: 'choice',
    text: 'Which?',
    options: [{ id: 'first', label }, 'Other'],
    variable: 'city',
    ...more,
  }) as NodeInput;

const shown: NodeInput = { id: 'shown', kind: 'message', text: 'Chose [{{city}}].', next: end };

/** Another flow that may come between, and writes a variable. */
const aside: NonNullable<BotInput['flows']>[number] = {
  id: 'aside',
  triggers: [{ kind: 'text', pattern: 'aside', reach: 'bot' }],
  nodes: [{ id: 'aside-1', kind: 'assign', set: [{ variable: 'seen', value: 'by another' }] }],
};

const lists: LoweredCase['lists'] = {
  nodes: ['message', 'choice', 'question', 'assign'],
  questionFields: [],
  routes: ['set'],
  replies: ['option', 'equals', 'no-match'],
  reach: ['flow', 'bot'],
  choice: { actions: ['reply'] },
};

const talks = [
  ['go', '1', 'go', '1', 'go', 'other'],
  ['go', 'aside', '1'],
];

const first: NodeInput = { id: 'one', kind: 'assign', set: [{ variable: 'seen', value: 'Bremen' }] };
const forTurn: NodeInput = { id: 'one', kind: 'assign', set: [{ variable: 'seen', value: 'Bremen', scope: 'turn' }] };

describe('a choice that its routes store', () => {
  const cases: { readonly [what: string]: readonly NodeInput[] } = {
    'its own variable, which it shows': [pick('{{city}}'), shown],
    'a text that another flow may write before the reply': [first, pick('To {{seen}}'), shown],
    'a text that ends with the consumer’s next message': [forTurn, pick('To {{seen}}'), shown],
    'such a text, and a route that leads back': [
      forTurn,
      pick('To {{seen}}', { routes: [{ when: { option: 'first' }, to: 'repeat' }] }),
      shown,
    ],
  };
  test.each(Object.entries(cases))('stores %s as it was shown', async (_what, nodes) => {
    const more = { flows: [aside], semantics: { failureText: '', resume: 'repeat' } } as const;
    await expectTheSame({ lists: { ...lists, scopes: ['turn', 'session'] }, nodes, more, talks });
  });
});

describe('what a choice stores whose routes store for it', () => {
  const semantics = { failureText: '', routeOrder: 'intent-first-no-match-last' } as const;
  const routes = [
    { when: 'no-match', say: 'Pardon, {{city}}?', to: 'next' },
    { when: { equals: 'yes' }, to: 'shown' },
    { when: { pattern: '*order*' }, to: 'repeat' },
  ];
  test('is the option, whatever route takes it, and what is no match where that is a route', async () => {
    await expectTheSame({
      lists: { ...lists, routes: ['set', 'say-on-no-match'], replies: ['option', 'equals', 'pattern', 'no-match'] },
      nodes: [pick('Yes', { routes }), { id: 'after', kind: 'message', text: 'After [{{city}}].', next: end }, shown],
      more: { semantics },
      talks: [['1', '2', 'yes', 'other', 'my order', 'else'].flatMap((word) => ['go', word])],
    });
  });
});

test('a link that is tapped leads where the author’s bot leads', async () => {
  const link = { id: 'shop', label: '', action: { kind: 'url', url: 'https://shop.example/' } } as const;
  const routes = [{ when: 'no-match', to: 'shown' }, { to: 'pick' }];
  const bot: BotInput = {
    id: 'bot',
    semantics: { routeOrder: 'intent-first-no-match-last', tapText: 'label' },
    flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: 'go' }], nodes: [pick('Yes', { options: [link, 'Other'], routes }), shown] }],
  };
  const { bot: lowered } = loweredBot(bot, { questionFields: [] });
  expect(lowered.flows).not.toEqual(bot.flows);
  for (const one of [bot, lowered]) {
    const chat = talk(one);
    await chat.say('go');
    expect(await chat.say('', { option: 'shop' })).toEqual(['Chose [].']);
  }
});

test('an option that shows nothing stores nothing, whatever named it', async () => {
  const chat = talk({ id: 'bot', flows: [{ id: 'main', triggers: [{ kind: 'text', equals: 'go' }], nodes: [pick('{{none}}'), shown] }] });
  await chat.say('go');
  expect(await chat.say('1')).toEqual(['Chose [].']);
});
