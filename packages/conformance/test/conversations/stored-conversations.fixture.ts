import {
  type Conversation,
  type ConversationDriver,
  type ConversationWork,
  type DeadLetter,
  DragomanError,
  type Effect,
  type Input,
  isDragomanError,
} from '@dragoman/core';
import { journaledHost, startJournal, systemClock, type TurnJournal } from '@dragoman/runtime';

interface Mailbox {
  readonly inbox: Input[];
  readonly seen: Set<string>;
  readonly outbox: { readonly id: string; readonly effect: Effect }[];
  turns: number;
  conversation?: Conversation;
  journal?: TurnJournal;
}

/** What outlives a driver: it stands for a disk. */
export interface Storage {
  readonly mailboxes: Map<string, Mailbox>;
  readonly letters: DeadLetter[];
}

export const emptyStorage = (): Storage => ({ mailboxes: new Map(), letters: [] });

/** How a driver of a test is broken. */
export type Flaw =
  | 'newest-first'
  | 'only-after-start'
  | 'no-memory-of-ids'
  | 'drops-the-fifth'
  | 'turns-together'
  | 'one-queue'
  | 'no-dead-letters'
  | 'no-journal'
  | 'unordered-outbox'
  | 'sends-at-the-end'
  | 'resends-unknown'
  | 'deaf-to-timers'
  | 'idle-at-once'
  | 'stops-at-once'
  | 'forgets-steps'
  | 'repeats-interrupted';

/** A small driver that keeps all it knows in storage, so that another one can go on from there. */
export const createStoredConversations = (storage: Storage, flaw?: Flaw): ConversationDriver & { kill(): void } => {
  const has = (name: Flaw): boolean => flaw === name;
  const working = new Set<string>();
  const sending = new Set<string>();
  const tasks = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let work: ConversationWork | undefined;
  let isDead = false;
  let isStopping = false;

  const mailboxOf = (key: string): Mailbox => {
    const mailbox = storage.mailboxes.get(key) ?? { inbox: [], seen: new Set<string>(), outbox: [], turns: 0 };
    storage.mailboxes.set(key, mailbox);
    return mailbox;
  };
  const track = (task: Promise<void>): void => {
    const tracked = task.finally(() => tasks.delete(tracked));
    tasks.add(tracked);
  };

  const wake = (key: string): void => {
    const name = has('one-queue') ? 'all' : key;
    if (!work || isDead || isStopping || (working.has(name) && !has('turns-together'))) return;
    working.add(name);
    track(drain(key, name));
  };

  const drain = async (key: string, name: string): Promise<void> => {
    const mailbox = mailboxOf(key);
    await Promise.resolve();
    while (mailbox.inbox.length > 0 && !isDead && !isStopping) {
      const input = has('newest-first') ? mailbox.inbox.at(-1) : mailbox.inbox[0];
      if (input === undefined) return;
      if (has('turns-together')) mailbox.inbox.splice(mailbox.inbox.indexOf(input), 1);
      await take(key, mailbox, input);
      if (isDead) return;
      const index = mailbox.inbox.indexOf(input);
      if (index !== -1) mailbox.inbox.splice(index, 1);
      delete mailbox.journal;
    }
    working.delete(name);
    if (has('one-queue')) for (const [other, { inbox }] of storage.mailboxes) if (inbox.length > 0) return wake(other);
  };

  const take = async (key: string, mailbox: Mailbox, input: Input): Promise<void> => {
    const isResumed = mailbox.journal !== undefined && !has('forgets-steps');
    if (!isResumed) {
      mailbox.turns += 1;
      mailbox.journal = startJournal(input, Date.now(), `${key}/${mailbox.turns}`);
    }
    const number = mailbox.turns;
    let journal = mailbox.journal as TurnJournal;
    const attempt = async (turn: ConversationWork['turn']): Promise<Conversation> => {
      const late: Effect[] = [];
      const due: (() => void)[] = [];
      if (has('no-journal')) journal = startJournal(input, Date.now(), `${key}/${number}`);
      if (has('repeats-interrupted')) {
        const { underWay: _lost, ...rest } = journal;
        journal = rest;
      }
      const host = journaledHost({
        journal,
        clock: systemClock,
        onJournal: (changed) => {
          if (isDead) return;
          journal = changed;
          mailbox.journal = changed;
        },
        onEffect: (effect, index) =>
          has('sends-at-the-end') ? late.push(effect) : post(key, mailbox, `${key}/${number}:${index}`, effect),
        onTimer: ({ name, generation, atMs }) => due.push(() => ring(key, { kind: 'timer', name, generation }, atMs)),
        onCancel: () => {},
      });
      const next = await turn(mailbox.conversation, input, host);
      if (isDead) throw new DragomanError('The driver was killed.', { code: 'cancelled' });
      for (const [index, effect] of late.entries()) post(key, mailbox, `${key}/${number}:${index}`, effect);
      for (const set of due) set();
      return next;
    };
    const { turn, failed } = work as ConversationWork;
    let cause: unknown;
    for (let tried = 0; tried < 3 && !isDead; tried += 1) {
      try {
        mailbox.conversation = await attempt(turn);
        return;
      } catch (error) {
        if (isDragomanError(error) && error.code === 'cancelled') return;
        cause = error;
      }
    }
    if (!has('no-dead-letters')) storage.letters.push({ key, input, reason: String(cause) });
    mailbox.conversation = await attempt((conversation, poison, host) => failed(conversation, poison, host, cause));
  };

  const ring = (key: string, input: Input, atMs: number): void => {
    if (has('deaf-to-timers')) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        mailboxOf(key).inbox.push(input);
        wake(key);
      },
      Math.max(0, atMs - Date.now()),
    );
    timers.add(timer);
  };

  const post = (key: string, mailbox: Mailbox, id: string, effect: Effect): void => {
    if (isDead) return;
    if (has('unordered-outbox')) mailbox.outbox.unshift({ id, effect });
    else mailbox.outbox.push({ id, effect });
    flush(key, mailbox);
  };

  const flush = (key: string, mailbox: Mailbox): void => {
    if (sending.has(key) || mailbox.outbox.length === 0) return;
    sending.add(key);
    track(
      (async () => {
        await Promise.resolve();
        for (let next = mailbox.outbox[0]; next && !isDead; next = mailbox.outbox[0]) {
          for (let tried = 0; tried < 3; tried += 1) {
            const result = await (work as ConversationWork).send(key, next.effect, {
              idempotencyKey: next.id,
              signal: new AbortController().signal,
            });
            if (result.kind === 'unknown' && has('resends-unknown')) continue;
            if (result.kind !== 'refused' || result.retryAfterMs === undefined) break;
          }
          if (isDead) return;
          mailbox.outbox.splice(mailbox.outbox.indexOf(next), 1);
        }
        sending.delete(key);
      })(),
    );
  };

  const idle = async (): Promise<void> => {
    while (tasks.size > 0 && !has('idle-at-once')) await Promise.all(tasks);
  };

  return {
    contract: 'v1',
    start: async (given) => {
      work = given;
      if (has('only-after-start')) for (const { inbox } of storage.mailboxes.values()) inbox.length = 0;
      for (const [key, mailbox] of storage.mailboxes) {
        flush(key, mailbox);
        if (mailbox.inbox.length > 0) wake(key);
      }
    },
    deliver: async (key, input) => {
      const mailbox = mailboxOf(key);
      if (input.kind === 'message') {
        if (mailbox.seen.has(input.id)) return { duplicate: true };
        if (!has('no-memory-of-ids')) mailbox.seen.add(input.id);
      }
      if (!(has('drops-the-fifth') && mailbox.seen.size % 5 === 0)) mailbox.inbox.push(input);
      wake(key);
      return { duplicate: false };
    },
    read: async (key) => storage.mailboxes.get(key)?.conversation,
    idle,
    deadLetters: async () => storage.letters,
    dispose: async () => {
      isStopping = true;
      for (const timer of timers) clearTimeout(timer);
      if (!has('stops-at-once')) await idle();
    },
    kill: () => {
      isDead = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
