import { clause } from '../kit/clause.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { type ConversationDriverSubject, soon, using } from './conversation-driver-subject.ts';
import { happening } from './happening.ts';
import { message, notesOf, recordedWork, said } from './recorded-work.ts';

/** How a driver keeps time, rests and stops. */
export const lifetimeClauses = {
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
