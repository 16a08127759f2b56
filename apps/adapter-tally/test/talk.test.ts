import { readFileSync } from 'node:fs';
import { exportBot, importBot } from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, type Stub, startConversation, stubCall } from '@dragoman/runtime';
import { describe, expect, test } from 'vitest';
import { createTallyAdapter } from '../src/adapter.ts';

const adapter = createTallyAdapter();
const document = readFileSync(new URL('./fixtures/plain.json', import.meta.url), 'utf8');
const imported = importBot(adapter, document).value;
const { origins: _, ...unbound } = imported;

/** What is said to whom says this, a turn a list. */
const talk = async (bot: typeof imported, parcel: Stub, texts: readonly string[]): Promise<readonly (readonly string[])[]> => {
  const nothing = {
    call: async () => ({ outcome: { kind: 'error', reason: 'unsupported' } as const, headers: {} }),
    redact: (text: string) => text,
  };
  const engine = createEngine({ call: stubCall({ parcels: parcel }, nothing), env: { POST_URL: 'https://post.example' } });
  const clock = createVirtualClock();
  let conversation = startConversation(bot);
  const turns: (readonly string[])[] = [];
  for (const [index, text] of texts.entries()) {
    const turn = await runTurn(engine, bot, conversation, { kind: 'message', id: `${index}`, text }, { clock });
    conversation = turn.conversation;
    turns.push(
      turn.effects.map((effect) => (effect.kind === 'message' && effect.message.kind === 'text' ? effect.message.text : effect.kind)),
    );
  }
  return turns;
};

describe.each([
  ['as imported', imported],
  ['printed anew', importBot(adapter, exportBot(adapter, unbound).text).value],
])('a document of Tally, %s, talks', (_how, bot) => {
  test('by a phrase, through a fetch and a check, into another scene', async () => {
    expect(
      await talk(bot, { status: 200, body: { status: 'moving', delivery: { day: 'Monday' } } }, ['Where is my parcel?', '7', 'no', 'hm']),
    ).toEqual([['Which parcel?'], ['Parcel 7 comes on Monday.', 'Another one?'], [], ['Tally does not know that one.']]);
  });

  test('back to where a failed fetch leads', async () => {
    expect(await talk(bot, 404, ['track', '8'])).toEqual([['Which parcel?'], ['There is no parcel 8.', 'Which parcel?']]);
  });

  test('with 304 as a success', async () => {
    expect(await talk(bot, 304, ['parcel', '9'])).toEqual([['Which parcel?'], ['Parcel 9 has no day yet.', 'Another one?']]);
  });
});
