import type { ConversationDriver } from '@dragoman/core';
import { type Clause, clause } from '../kit/clause.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import type { ConversationDriverSubject } from './conversation-driver-subject.ts';
import { happening } from './happening.ts';
import { message, notesOf, recordedWork, said } from './recorded-work.ts';

const crash = (
  run: (subject: {
    create(): Promise<ConversationDriver>;
    reopen(driver: ConversationDriver): Promise<ConversationDriver>;
  }) => Promise<void>,
): Clause<ConversationDriverSubject> =>
  clause(
    async ({ create, reopen }) => {
      expectThat(reopen !== undefined, 'There is a way to reopen the driver.');
      await run({ create: async () => create(), reopen: async (driver) => reopen(driver) });
    },
    ({ reopen }) => (reopen === undefined ? 'the driver has no reopen: its conversations end with the process.' : undefined),
  );

/** What holds when the process is killed and another one opens the same storage. */
export const crashClauses = {
  'loses-nothing-in-a-crash': crash(async ({ create, reopen }) => {
    const killed = await create();
    const begun = happening();
    const forever = new Promise<void>(() => {});
    await killed.start(
      recordedWork({
        turn: (text) => {
          if (text === 'one') return;
          begun.happen();
          return forever;
        },
      }).work,
    );
    for (const text of ['one', 'two', 'three']) await killed.deliver('a', said(text));
    await begun.wait('The second turn is begun.');
    const driver = await reopen(killed);
    const { work, taken } = recordedWork();
    await driver.start(work);
    await driver.idle();
    expectSame(
      taken,
      ['two', 'three'],
      'After a crash the turn that was under way is taken again, then those behind it, and none that was done.',
    );
    expectSame(notesOf(await driver.read('a')), ['one', 'two', 'three'], 'What was delivered is kept, and so is the conversation.');
    await driver.dispose();
  }),

  'knows-duplicates-after-a-crash': crash(async ({ create, reopen }) => {
    const killed = await create();
    await killed.start(recordedWork().work);
    await killed.deliver('a', said('one'));
    await killed.idle();
    const driver = await reopen(killed);
    await driver.start(recordedWork().work);
    expectSame(
      await driver.deliver('a', said('one')),
      { duplicate: true },
      'A message that came before the crash is still a duplicate after it.',
    );
    await driver.dispose();
  }),

  'repeats-no-finished-step-after-a-crash': crash(async ({ create, reopen }) => {
    const killed = await create();
    const done = happening();
    let steps = 0;
    const turn = (isFirst: boolean) =>
      recordedWork({
        turn: async (_text, host) => {
          host.send(message('first'));
          await host.step('count', async () => (steps += 1), { replay: 'safe' });
          if (!isFirst) return host.send(message('second'));
          done.happen();
          await new Promise<void>(() => {});
        },
      });
    const before = turn(true);
    await killed.start(before.work);
    await killed.deliver('a', said('hello'));
    await done.wait('The step is done.');
    const driver = await reopen(killed);
    const after = turn(false);
    await driver.start(after.work);
    await driver.idle();
    expectSame(steps, 1, 'A step that was finished before the crash is not done again.');
    // An effect may have left without anybody knowing: then it leaves again under the same key, which channels tell by.
    const keys = new Map([...before.sent, ...after.sent].map(({ text, idempotencyKey }) => [idempotencyKey, text]));
    expectSame([...keys.values()], ['first', 'second'], 'An effect keeps its idempotency key over a crash.');
    await driver.dispose();
  }),

  'says-that-a-step-was-interrupted': crash(async ({ create, reopen }) => {
    const killed = await create();
    const begun = happening();
    let calls = 0;
    const call = async (): Promise<null> => {
      calls += 1;
      begun.happen();
      return new Promise<null>(() => {});
    };
    await killed.start(recordedWork({ turn: async (_text, host) => void (await host.step('pay', call, { replay: 'never' })) }).work);
    await killed.deliver('a', said('hello'));
    await begun.wait('The step is begun.');
    const driver = await reopen(killed);
    const found: unknown[] = [];
    await driver.start(
      recordedWork({ turn: async (_text, host) => void found.push(await host.step('pay', async () => (calls += 1), { replay: 'never' })) })
        .work,
    );
    await driver.idle();
    expectSame(
      { found, calls },
      { found: [{ kind: 'interrupted' }], calls: 1 },
      'A step that must not be repeated and was under way is interrupted, and not done again.',
    );
    await driver.dispose();
  }),
};
