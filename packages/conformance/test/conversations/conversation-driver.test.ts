import {
  type ConversationDriverClause,
  type ConversationDriverSubject,
  conversationDriverClauses,
  conversationDriverConformance,
} from '@dragoman/conformance';
import type { ConversationDriver } from '@dragoman/core';
import { createMemoryConversations } from '@dragoman/runtime';
import { expectMutantsRejected, type Mutants } from '../kit/expect-mutants-rejected.fixture.ts';
import { createStoredConversations, emptyStorage, type Flaw, type Storage } from './stored-conversations.fixture.ts';

/** Drivers on storage of their own, which another driver can take over. `lost` is what does not outlive one. */
const stored = (flaw?: Flaw, lost: (storage: Storage) => void = () => {}): ConversationDriverSubject => {
  const storages = new WeakMap<ConversationDriver, { readonly storage: Storage; kill(): void }>();
  const open = (storage: Storage): ConversationDriver => {
    const driver = createStoredConversations(storage, flaw);
    storages.set(driver, { storage, kill: driver.kill });
    return driver;
  };
  return {
    create: () => open(emptyStorage()),
    reopen: (driver) => {
      const { storage = emptyStorage(), kill = () => {} } = storages.get(driver) ?? {};
      kill();
      lost(storage);
      return open(storage);
    },
  };
};

conversationDriverConformance({ create: () => createMemoryConversations() });

const mutants: Mutants<ConversationDriverSubject, ConversationDriverClause> = {
  'takes-inputs-in-order': () => stored('newest-first'),
  'takes-what-came-before-the-start': () => stored('only-after-start'),
  'ignores-duplicates': () => stored('no-memory-of-ids'),
  'loses-and-merges-none': () => stored('drops-the-fifth'),
  'runs-one-turn-at-a-time': () => stored('turns-together'),
  'lets-nobody-wait-for-a-slow-neighbour': () => stored('one-queue'),
  'sets-poison-aside': () => stored('no-dead-letters'),
  'tries-again-without-doing-twice': () => stored('no-journal'),
  'sends-in-order': () => stored('unordered-outbox'),
  'sends-at-once': () => stored('sends-at-the-end'),
  'sends-again-only-what-was-refused': () => stored('resends-unknown'),
  'delivers-timers': () => stored('deaf-to-timers'),
  'is-idle-only-when-all-is-done': () => stored('idle-at-once'),
  'finishes-turns-before-it-stops': () => stored('stops-at-once'),
  'loses-nothing-in-a-crash': () => stored(undefined, ({ mailboxes }) => mailboxes.forEach(({ inbox }) => void inbox.pop())),
  'knows-duplicates-after-a-crash': () => stored(undefined, ({ mailboxes }) => mailboxes.forEach(({ seen }) => void seen.clear())),
  'repeats-no-finished-step-after-a-crash': () => stored('forgets-steps'),
  'says-that-a-step-was-interrupted': () => stored('repeats-interrupted'),
};

expectMutantsRejected(conversationDriverClauses, () => stored(), mutants);
