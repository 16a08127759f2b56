import {
  type Clock,
  type Conversation,
  type ConversationDriver,
  type ConversationKey,
  type ConversationWork,
  type DeadLetter,
  DragomanError,
  type Effect,
  type Input,
} from '@dragoman/core';
import { journaledHost, startJournal, type TurnJournal } from './journaled-host.ts';
import { freshSeed } from './seeded-random.ts';
import { systemClock } from './system-clock.ts';
import { createTimerQueue } from './timer-queue.ts';

export interface MemoryConversationsOptions {
  /** Default: the real time. */
  readonly clock?: Clock;
  /** How often a turn is tried before its input goes to the dead letters. Default 3. */
  readonly attempts?: number;
  /** How long a message id is remembered. Default 8 days: longer than any channel delivers again. */
  readonly duplicateWindowMs?: number;
  /** Told the journal of every turn that is done. */
  onTurn?(key: ConversationKey, journal: TurnJournal): void;
}

interface Mailbox {
  /** Names the conversation where its key, which may hold a telephone number, must not be seen; another one in each process. */
  readonly id: string;
  conversation: Conversation | undefined;
  readonly inbox: Input[];
  readonly outbox: { readonly effect: Effect; readonly id: string }[];
  /** Message ids and when they came, oldest first. */
  readonly seen: Map<string, number>;
  turns: number;
  isWorking: boolean;
  isSending: boolean;
}

const eightDaysMs = 8 * 24 * 3_600_000;

/** Conversations in this process's memory: for tests, the command line and demos. They end with the process. */
export const createMemoryConversations = ({
  clock = systemClock,
  attempts = 3,
  duplicateWindowMs = eightDaysMs,
  onTurn,
}: MemoryConversationsOptions = {}): ConversationDriver => {
  const mailboxes = new Map<ConversationKey, Mailbox>();
  const letters: DeadLetter[] = [];
  const stopping = new AbortController();
  let work: ConversationWork | undefined;
  let busy = 0;
  let idlers: (() => void)[] = [];

  const timers = createTimerQueue<{ readonly key: ConversationKey; readonly input: Input }>(clock, ({ key, input }) =>
    post(key, mailboxOf(key), input),
  );

  const mailboxOf = (key: ConversationKey): Mailbox => {
    const known = mailboxes.get(key);
    if (known) return known;
    const mailbox: Mailbox = {
      id: freshSeed(),
      conversation: undefined,
      inbox: [],
      outbox: [],
      seen: new Map(),
      turns: 0,
      isWorking: false,
      isSending: false,
    };
    mailboxes.set(key, mailbox);
    return mailbox;
  };

  const underWay = async (task: () => Promise<void>): Promise<void> => {
    busy += 1;
    try {
      await task();
    } finally {
      busy -= 1;
      if (busy === 0) {
        const waiting = idlers;
        idlers = [];
        for (const resolve of waiting) resolve();
      }
    }
  };

  const post = (key: ConversationKey, mailbox: Mailbox, input: Input): void => {
    if (stopping.signal.aborted) return;
    mailbox.inbox.push(input);
    if (work && !mailbox.isWorking) void underWay(() => drainInbox(key, mailbox));
  };

  const drainInbox = async (key: ConversationKey, mailbox: Mailbox): Promise<void> => {
    mailbox.isWorking = true;
    for (let input = mailbox.inbox[0]; input && !stopping.signal.aborted; input = mailbox.inbox[0]) {
      await takeInput(key, mailbox, input);
      mailbox.inbox.shift();
    }
    mailbox.isWorking = false;
  };

  const takeInput = async (key: ConversationKey, mailbox: Mailbox, input: Input): Promise<void> => {
    mailbox.turns += 1;
    let journal = startJournal(input, clock.now(), `${mailbox.id}/${mailbox.turns}`);
    const attempt = async (turn: ConversationWork['turn']): Promise<Conversation> => {
      const due: (() => void)[] = [];
      const host = journaledHost({
        journal,
        clock,
        onJournal: (changed) => {
          journal = changed;
        },
        onEffect: (effect, index) => postEffect(key, mailbox, effect, `${mailbox.id}/${mailbox.turns}:${index}`),
        // Timers are the conversation's: they count once the turn has.
        onTimer: ({ name, generation, atMs }) => due.push(() => timers.add(atMs, { key, input: { kind: 'timer', name, generation } })),
        onCancel: () => {},
        signal: stopping.signal,
        ...(work?.emit && { onEvent: (event) => work?.emit?.(key, event) }),
      });
      const next = await turn(mailbox.conversation, input, host);
      for (const set of due) set();
      return next;
    };
    const done = await tryTurn(key, input, attempt);
    if (!done) return;
    mailbox.conversation = done;
    onTurn?.(key, journal);
  };

  const tryTurn = async (
    key: ConversationKey,
    input: Input,
    attempt: (turn: ConversationWork['turn']) => Promise<Conversation>,
  ): Promise<Conversation | undefined> => {
    const { turn, failed } = working();
    let cause: unknown;
    for (let tried = 0; tried < attempts && !stopping.signal.aborted; tried += 1) {
      try {
        return await attempt(turn);
      } catch (error) {
        cause = error;
      }
    }
    if (stopping.signal.aborted) return undefined;
    letters.push({ key, input, reason: cause instanceof Error ? cause.message : 'The turn failed.' });
    return attempt((conversation, poison, host) => failed(conversation, poison, host, cause)).catch(() => undefined);
  };

  const working = (): ConversationWork => {
    if (!work)
      throw new DragomanError('The conversations are not started. Call start first.', { code: 'configuration', source: 'runtime' });
    return work;
  };

  const postEffect = (key: ConversationKey, mailbox: Mailbox, effect: Effect, id: string): void => {
    mailbox.outbox.push({ effect, id });
    if (!mailbox.isSending) void underWay(() => drainOutbox(key, mailbox));
  };

  const drainOutbox = async (key: ConversationKey, mailbox: Mailbox): Promise<void> => {
    mailbox.isSending = true;
    for (let next = mailbox.outbox[0]; next && !stopping.signal.aborted; next = mailbox.outbox[0]) {
      await sendOne(key, next.effect, next.id).catch(() => undefined);
      mailbox.outbox.shift();
    }
    mailbox.isSending = false;
  };

  const sendOne = async (key: ConversationKey, effect: Effect, idempotencyKey: string): Promise<void> => {
    if (effect.kind === 'message' && effect.delayMs) await clock.sleep(effect.delayMs, stopping.signal);
    for (let tried = 0; tried < attempts; tried += 1) {
      const result = await working().send(key, effect, { idempotencyKey, signal: stopping.signal });
      // What may have arrived is never sent again; what was refused for good stays refused.
      if (result.kind !== 'refused' || result.retryAfterMs === undefined) return;
      await clock.sleep(result.retryAfterMs, stopping.signal);
    }
  };

  return {
    contract: 'v1',
    start: async (given) => {
      work = given;
      for (const [key, mailbox] of mailboxes)
        if (mailbox.inbox.length > 0 && !mailbox.isWorking) void underWay(() => drainInbox(key, mailbox));
    },
    deliver: async (key, input) => {
      const mailbox = mailboxOf(key);
      if (input.kind === 'message') {
        const nowMs = clock.now();
        for (const [id, atMs] of mailbox.seen) {
          if (nowMs - atMs < duplicateWindowMs) break;
          mailbox.seen.delete(id);
        }
        if (mailbox.seen.has(input.id)) return { duplicate: true };
        mailbox.seen.set(input.id, nowMs);
      }
      post(key, mailbox, input);
      return { duplicate: false };
    },
    read: async (key) => mailboxes.get(key)?.conversation,
    idle: () => (busy === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
    deadLetters: async () => letters,
    dispose: async () => {
      timers.dispose();
      stopping.abort();
      if (busy > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
};
