import {
  type BotInput,
  botVersion,
  defineNodeKind,
  definePlugin,
  isDragomanError,
  type Lowering,
  type NodeInput,
  type NodeKind,
  outcome,
} from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createEngine } from './engine.ts';
import { memoryHost } from './hosts/memory-host.ts';
import { startConversation } from './start-conversation.ts';
import { talk } from './talk.fixture.ts';

interface Guess {
  readonly text: string;
  readonly secret: string;
  readonly variable: string;
}

/** Asks until the number is found; says whether it is more or less. */
const guess: NodeKind<Guess, 'found' | 'given-up'> = {
  contract: 'v1',
  kind: 'acme/guess',
  schema: z.object({ text: z.string(), secret: z.string(), variable: z.string().default('tries') }),
  outcomes: ['found', 'given-up'],
  enter: (node, turn) => {
    turn.set(node.variable, 0);
    turn.send(node.text);
    return turn.wait();
  },
  reply: (node, text, turn, { option }) => {
    if (option === 'stop' || text === 'stop') return turn.route('given-up');
    turn.set(node.variable, Number(turn.get(node.variable)) + 1);
    if (text === node.secret) {
      turn.send('Yes!');
      return turn.route('found');
    }
    turn.send({
      kind: 'options',
      text: Number(text) > Number(node.secret) ? 'Less.' : 'More.',
      options: [{ id: 'stop', label: 'Give up', action: { kind: 'reply' } }],
    });
    return turn.wait();
  },
};

const acme = definePlugin({ name: '@acme/plugin', nodeKinds: [guess] });
const bot = (node: Record<string, unknown> = {}): BotInput => ({
  id: 'bot',
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', equals: 'play' }],
      nodes: [
        {
          id: 'guess',
          kind: 'acme/guess',
          text: 'Guess, {{name}}!',
          secret: '{{number}}',
          routes: [{ when: 'given-up', to: 'pity' }],
          ...node,
        } as NodeInput,
        { id: 'won', kind: 'message', text: 'After {{tries}}.', next: { end: 'flow' } },
        { id: 'pity', kind: 'message', text: 'It was {{number}}.' },
      ],
    },
  ],
});

describe('a node of a plugin’s kind', () => {
  const play = () => talk(bot(), { plugins: [acme], variables: { name: '{{number}}', number: '7' } });

  test('gets its templates resolved, waits again, and leaves by its outcome', async () => {
    const chat = play();
    expect(await chat.say('play')).toEqual(['Guess, {{number}}!']);
    expect(await chat.say('9')).toEqual(['Less. [Give up]']);
    expect(await chat.say('3')).toEqual(['More. [Give up]']);
    expect(await chat.say('7')).toEqual(['Yes!', 'After 3.']);
  });

  test('takes the options of the message it sent, by number too', async () => {
    const chat = play();
    await chat.say('play');
    await chat.say('9');
    expect(await chat.say('', { option: 'stop' })).toEqual(['It was 7.']);
  });

  test('is refused without its plugin', async () => {
    const { bot: withPlugin } = play();
    const engine = createEngine({ call: { call: async () => ({ outcome: { kind: 'timeout' }, headers: {} }), redact: (text) => text } });
    const refused = await engine
      .runTurn(withPlugin, startConversation(withPlugin), { kind: 'message', id: '1', text: 'play' }, memoryHost())
      .catch((error: unknown) => error);
    expect(isDragomanError(refused) && refused.message).toContain('flows.main.nodes.guess: there is no node kind "acme/guess"');
  });
});

describe('a node of a kind that is only made of other nodes', () => {
  const rating = defineNodeKind({
    kind: 'acme/rating',
    schema: z.object({ text: z.string(), variable: z.string() }),
    outcomes: ['unhappy', 'happy'],
    lower: (node) => ({
      nodes: [
        { id: 'ask', kind: 'choice', text: node.text, variable: node.variable, options: ['1', '5'], next: 'sort' },
        {
          id: 'sort',
          kind: 'condition',
          routes: [{ if: { left: node.variable, op: 'less', right: '3' }, to: outcome('unhappy') }, { to: outcome('happy') }],
        },
      ],
    }),
  });
  /** Lowers to the kind above. */
  const survey = defineNodeKind({
    kind: 'acme/survey',
    schema: z.object({ topic: z.string() }),
    outcomes: ['done'],
    lower: ({ topic }) => ({
      nodes: [
        {
          id: 'rate',
          kind: 'acme/rating',
          text: `How was ${topic}?`,
          variable: 'stars',
          routes: [{ when: 'unhappy', to: 'why' }],
          next: outcome('done'),
        },
        { id: 'why', kind: 'question', text: 'Why?', variable: 'why', next: outcome('done') },
      ],
    }),
  });
  const plugins = [definePlugin({ name: '@acme/plugin', nodeKinds: [rating, survey] })];
  const flows = (node: NodeInput): BotInput => ({
    id: 'bot',
    flows: [
      {
        id: 'main',
        triggers: [{ kind: 'text', equals: 'rate' }],
        nodes: [
          node,
          { id: 'bye', kind: 'message', text: 'Bye {{stars}}.', next: { end: 'flow' } },
          { id: 'sad', kind: 'message', text: 'Oh.' },
        ],
      },
    ],
  });
  const rate = rating({
    id: 'rate',
    text: 'How was {{what}}?',
    variable: 'stars',
    routes: [{ when: 'unhappy', say: 'Sorry, {{name}}.', set: [{ variable: 'sad', value: true }], to: 'sad' }],
  });

  test('runs as those, with the author’s routes', async () => {
    const chat = talk(flows(rate), { plugins, variables: { what: 'the {{food}}', name: 'Ada' } });
    expect(await chat.say('rate')).toEqual(['How was the {{food}}? [1 | 5]']);
    expect(await chat.say('5')).toEqual(['Bye 5.']);
    await chat.say('rate');
    expect(await chat.say('1')).toEqual(['Sorry, Ada.', 'Oh.']);
    expect(chat.variable('sad')).toBe(true);
  });

  test('is part of the bot its author wrote: its version, and places', async () => {
    const chat = talk(
      flows(rating({ id: 'rate', text: 'How?', variable: 'stars', routes: [{ when: 'happy', to: { unresolved: 'gone' } }] })),
      { plugins },
    );
    await chat.say('rate');
    await chat.say('5');
    const problems = chat.events.flatMap((event) => (event.event === 'diagnostic' ? [event.diagnostic] : []));
    expect(problems).toMatchObject([{ code: 'unresolved-target', place: '/flows/0/nodes/0', path: 'flows.main.nodes.rate' }]);
    expect(chat.conversation.bot.version).toBe(botVersion(chat.bot));
  });

  test('may be made of nodes of another such kind', async () => {
    const chat = talk(flows(survey({ id: 'ask', topic: 'lunch' })), { plugins });
    expect(await chat.say('rate')).toEqual(['How was lunch? [1 | 5]']);
    expect(await chat.say('1')).toEqual(['Why?']);
    expect(await chat.say('cold')).toEqual(['Bye 1.']);
    await chat.say('rate');
    expect(await chat.say('5')).toEqual(['Bye 5.']);
  });

  test('runs the scripts around it once: before at its first node, the rest where it waits', async () => {
    const order: string[] = [];
    const note = (name: string) => () => {
      order.push(name);
      return [];
    };
    const script = (source: string) => ({ dialect: 'es5', source });
    const chat = talk(flows(rating({ ...rate, hooks: { before: script('before'), after: script('after'), onReply: script('reply') } })), {
      plugins,
      scripts: { before: note('before'), after: note('after'), reply: note('reply') },
    });
    await chat.say('rate');
    expect(order).toEqual(['before', 'after']);
    await chat.say('5');
    expect(order).toEqual(['before', 'after', 'reply']);
  });

  test.each<[string, Lowering<string>, string]>([
    ['no nodes', { nodes: [] }, 'Its `lower` gives no nodes.'],
    ['an unknown target', { nodes: [{ id: 'a', kind: 'message', text: 'A', next: 'b' }] }, 'It goes to "b", which is none of its nodes.'],
    [
      'an unknown outcome',
      { nodes: [{ id: 'a', kind: 'jump', to: outcome('x') }] },
      'It leaves by the outcome "x", which it does not declare.',
    ],
    ['an unknown kind', { nodes: [{ id: 'a', kind: 'shout' }] }, 'Its node "a" is no node: kind: There is no node kind "shout".'],
    ['an unknown integration', { nodes: [{ id: 'a', kind: 'api', integration: 'x' }] }, 'There is no integration "x".'],
    [
      'itself',
      { nodes: [{ id: 'a', kind: 'acme/wrong', text: 'T' }] },
      'Its `lower` goes on and on: what it makes has to be lowered again, without an end.',
    ],
  ])('that is made of %s is a defect that names the kind', async (_what, lowering, reason) => {
    const wrong = defineNodeKind({
      kind: 'acme/wrong',
      schema: z.object({}),
      outcomes: ['done'],
      lower: () => lowering as Lowering<'done'>,
    });
    const chat = talk(flows({ id: 'w', kind: 'acme/wrong', text: 'T' }), {
      plugins: [definePlugin({ name: '@acme/wrong', nodeKinds: [wrong] })],
    });
    const problem = await chat.say('rate').catch((cause: unknown) => cause);
    expect(problem).toMatchObject({
      code: 'internal',
      message: `flows.main.nodes.w: The node kind "acme/wrong" is lowered wrongly. ${reason}`,
    });
  });
});
