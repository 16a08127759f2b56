import { type BotInput, definePlugin, isDragomanError, type NodeInput, type NodeKind } from '@dragoman/core';
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
