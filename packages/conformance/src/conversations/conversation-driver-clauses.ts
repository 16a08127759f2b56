import type { ConversationDriver } from '@dragoman/core';
import { type Clause, clause } from '../kit/clause.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { happening } from './happening.ts';
import { message, notesOf, recordedWork, said } from './recorded-work.ts';

/** What the clauses of a conversation driver are tried on. */
export interface ConversationDriverSubject {
  create(): ConversationDriver | Promise<ConversationDriver>;
  reopen?(driver: ConversationDriver): ConversationDriver | Promise<ConversationDriver>;
}

const using = async (subject: ConversationDriverSubject, act: (driver: ConversationDriver) => Promise<void>): Promise<void> => {
  const driver = await subject.create();
  try {
    await act(driver);
  } finally {
    await driver.dispose();
  }
};

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What holds while the process lives. */
const livingClauses = {
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
          if (text === 'poison') throw new TypeError('broken on purpose');
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
          if (tries === 1) throw new TypeError('broken once');
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

  'sends-in-order': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const { work, sent } = recordedWork({
        turn: (text, host) => numbers(3).forEach((number) => void host.send(message(`${text}-${number}`))),
      });
      await driver.start(work);
      await driver.deliver('a', said('one'));
      await driver.deliver('a', said('two'));
      await driver.idle();
      expectSame(
        sent.map(({ text }) => text),
        ['one-1', 'one-2', 'one-3', 'two-1', 'two-2', 'two-3'],
        'What turns send leaves in its order.',
      );
      expectSame(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size, 6, 'Each effect has an idempotency key of its own.');
    }),
  ),

  'sends-at-once': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const left = happening();
      let tries = 0;
      const { work } = recordedWork({
        turn: async (_text, host) => {
          tries += 1;
          host.send(message('now'));
          if (tries === 1) await left.wait('An effect leaves before the turn that sent it is over.');
        },
        send: () => {
          left.happen();
          return { kind: 'accepted', id: '1' };
        },
      });
      await driver.start(work);
      await driver.deliver('a', said('hello'));
      await driver.idle();
      expectSame(tries, 1, 'An effect leaves before the turn that sent it is over.');
    }),
  ),

  'sends-again-only-what-was-refused': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const { work, sent } = recordedWork({
        turn: (_text, host) => ['unknown', 'refused', 'busy'].forEach((text) => void host.send(message(text))),
        send: (text, attempt) => {
          if (text === 'unknown') return { kind: 'unknown' };
          if (text === 'refused') return { kind: 'refused', reason: 'for good' };
          return attempt === 1 ? { kind: 'refused', reason: 'busy', retryAfterMs: 1 } : { kind: 'accepted', id: '1' };
        },
      });
      await driver.start(work);
      await driver.deliver('a', said('hello'));
      await driver.idle();
      expectSame(
        sent.map(({ text }) => text),
        ['unknown', 'refused', 'busy', 'busy'],
        'What may have arrived, or was refused for good, is not sent again; what was refused for now is.',
      );
      expectSame(sent[3]?.idempotencyKey, sent[2]?.idempotencyKey, 'Sent again, an effect has the same idempotency key.');
    }),
  ),

  'delivers-timers': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const rung = happening();
      const { work } = recordedWork({
        turn: (text, host) => {
          if (text === 'timer tea') rung.happen();
          else host.timer({ name: 'tea', generation: 1, atMs: host.now() + 5 });
        },
      });
      await driver.start(work);
      await driver.deliver('a', said('hello'));
      await rung.wait('A timer comes as an input when it is due.');
      await driver.idle();
      expectSame(notesOf(await driver.read('a')), ['hello', 'timer tea'], 'A timer comes once.');
    }),
  ),

  'is-idle-only-when-all-is-done': clause<ConversationDriverSubject>((subject) =>
    using(subject, async (driver) => {
      const { work, sent } = recordedWork({
        turn: async (text, host) => {
          await soon();
          host.send(message(`did ${text}`));
        },
      });
      await driver.start(work);
      await driver.deliver('a', said('one'));
      await driver.deliver('a', said('two'));
      await driver.idle();
      expectSame(
        [notesOf(await driver.read('a')), sent.length],
        [['one', 'two'], 2],
        'Once it is idle every turn is done and every effect has left.',
      );
    }),
  ),

  'finishes-turns-before-it-stops': clause<ConversationDriverSubject>(async ({ create }) => {
    const driver = await create();
    const begun = happening();
    let finished = false;
    const { work } = recordedWork({
      turn: async () => {
        begun.happen();
        await soon();
        await soon();
        finished = true;
      },
    });
    await driver.start(work);
    await driver.deliver('a', said('hello'));
    await begun.wait('A turn is begun.');
    await driver.dispose();
    await driver.dispose();
    expectThat(finished, 'A turn that is under way is finished before the driver stops; stopping twice is as stopping once.');
  }),
};

/** What holds when the process is killed and another one opens the same storage. */
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

const crashClauses = {
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

/** What a conversation driver promises, clause by clause. */
export const conversationDriverClauses = { ...livingClauses, ...crashClauses };

export type ConversationDriverClause = keyof typeof conversationDriverClauses;
