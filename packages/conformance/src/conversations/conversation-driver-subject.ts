import type { ConversationDriver } from '@dragoman/core';

/** What the clauses of a conversation driver are tried on. */
export interface ConversationDriverSubject {
  create(): ConversationDriver | Promise<ConversationDriver>;
  reopen?(driver: ConversationDriver): ConversationDriver | Promise<ConversationDriver>;
}

/** Tries something on a fresh driver, and stops it. */
export const using = async (subject: ConversationDriverSubject, act: (driver: ConversationDriver) => Promise<void>): Promise<void> => {
  const driver = await subject.create();
  try {
    await act(driver);
  } finally {
    await driver.dispose();
  }
};

/** From one up. */
export const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Once what is due now is done. */
export const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
