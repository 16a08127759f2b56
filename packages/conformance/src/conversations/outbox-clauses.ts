import { clause } from '../kit/clause.ts';
import { expectSame } from '../kit/expectation.ts';
import { type ConversationDriverSubject, numbers, using } from './conversation-driver-subject.ts';
import { happening } from './happening.ts';
import { message, recordedWork, said } from './recorded-work.ts';

/** How what turns send leaves. */
export const outboxClauses = {
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
};
