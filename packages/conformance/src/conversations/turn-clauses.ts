import { DragomanError } from '@dragoman/core';
import { clause } from '../kit/clause.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { type ConversationDriverSubject, numbers, soon, using } from './conversation-driver-subject.ts';
import { happening } from './happening.ts';
import { message, notesOf, recordedWork, said } from './recorded-work.ts';

const broken = (): DragomanError => new DragomanError('It is broken on purpose.', { code: 'internal', source: '@dragoman/conformance' });

/** How inputs become turns. */
export const turnClauses = {
  'takes-inputs-in-order': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      await driver.start(recordedWork({ turn: soon }).work);
      const texts = numbers(20).map((number) => `a${number}`);
      for (const text of texts)
        expectSame(await driver.deliver('a', said(text)), { duplicate: false }, 'A message that is new is no duplicate.');
      await driver.idle();
      expectSame(notesOf(await driver.read('a')), texts, 'A conversation takes its messages in the order they were delivered.');
    }),
  ),

  'takes-what-came-before-the-start': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      await driver.deliver('a', said('early'));
      await driver.start(recordedWork().work);
      await driver.idle();
      expectSame(notesOf(await driver.read('a')), ['early'], 'What was delivered before the start is taken once there is a start.');
    }),
  ),

  'ignores-duplicates': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      await driver.start(recordedWork().work);
      await driver.deliver('a', said('hello', 'm1'));
      expectSame(
        await driver.deliver('a', said('hello', 'm1')),
        { duplicate: true },
        'A message whose id the conversation has had is a duplicate.',
      );
      expectSame(await driver.deliver('b', said('hello', 'm1')), { duplicate: false }, 'The same id in another conversation is none.');
      await driver.idle();
      expectSame(await driver.deliver('a', said('hello', 'm1')), { duplicate: true }, 'It still is one when the first is done.');
      await driver.idle();
      expectSame([notesOf(await driver.read('a')), notesOf(await driver.read('b'))], [['hello'], ['hello']], 'A duplicate is not taken.');
    }),
  ),

  'loses-and-merges-none': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const { work, taken } = recordedWork({ turn: soon });
      await driver.start(work);
      const keys = numbers(8).map((number) => `k${number}`);
      const all = numbers(8).flatMap((number) => keys.map((key) => ({ key, text: `${key}-${number}` })));
      await Promise.all(all.map(({ key, text }) => driver.deliver(key, said(text))));
      await driver.idle();
      expectSame(taken.toSorted(), all.map(({ text }) => text).toSorted(), 'Every message is taken, by a turn of its own.');
      for (const key of keys) expectSame(notesOf(await driver.read(key)).length, 8, 'Every message is taken in its own conversation.');
    }),
  ),

  'runs-one-turn-at-a-time': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      let running = 0;
      let most = 0;
      const { work } = recordedWork({
        turn: async () => {
          running += 1;
          most = Math.max(most, running);
          await soon();
          running -= 1;
        },
      });
      await driver.start(work);
      await Promise.all(numbers(10).map((number) => driver.deliver('a', said(`a${number}`))));
      await driver.idle();
      expectSame(most, 1, 'A conversation runs one turn at a time.');
    }),
  ),

  'lets-nobody-wait-for-a-slow-neighbour': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const release = happening();
      const quick = happening();
      const { work } = recordedWork({
        turn: (text) => (text === 'slow' ? release.wait('The clause lets the slow turn go.') : quick.happen()),
      });
      await driver.start(work);
      await driver.deliver('slow', said('slow'));
      await driver.deliver('quick', said('quick'));
      try {
        await quick.wait('A conversation goes on while the turn of another one is under way.');
      } finally {
        release.happen();
      }
      await driver.idle();
    }),
  ),

  'sets-poison-aside': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const { work, sent } = recordedWork({
        turn: (text) => {
          if (text === 'poison') throw broken();
        },
      });
      await driver.start(work);
      for (const text of ['before', 'poison', 'after']) await driver.deliver('a', said(text));
      await driver.idle();
      const letters = await driver.deadLetters();
      expectSame(
        letters.map(({ key, input }) => [key, input]),
        [['a', said('poison')]],
        'An input whose turn fails for good goes to the dead letters.',
      );
      expectThat(
        letters.every(({ reason }) => reason.length > 0),
        'A dead letter says why.',
      );
      expectSame(
        notesOf(await driver.read('a')),
        ['before', 'failed poison', 'after'],
        'What `failed` gives is stored instead, and the conversation goes on.',
      );
      expectSame(
        sent.map(({ text }) => text),
        ['failed poison'],
        'The consumer is told once.',
      );
    }),
  ),

  'tries-again-without-doing-twice': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      let steps = 0;
      let tries = 0;
      const { work, sent } = recordedWork({
        turn: async (_text, host) => {
          host.send(message('first'));
          const step = await host.step('count', async () => (steps += 1), { replay: 'never' });
          expectSame(step, { kind: 'done', value: 1 }, 'A step that is done gives what it gave the first time.');
          host.send(message('second'));
          tries += 1;
          if (tries === 1) throw broken();
        },
      });
      await driver.start(work);
      await driver.deliver('a', said('hello'));
      await driver.idle();
      expectSame({ steps, tries }, { steps: 1, tries: 2 }, 'A turn that failed is tried again, and its finished steps are not done again.');
      expectSame(
        sent.map(({ text }) => text),
        ['first', 'second'],
        'What has left does not leave again.',
      );
    }),
  ),
};
