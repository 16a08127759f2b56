import { expect } from 'vitest';
import {
  type ExpectedMessage,
  type ExpectedRequest,
  type ExpectedText,
  hasAnswered,
  hasRequested,
  hasSaid,
} from './conversation-matchers.ts';
import type { Simulation } from './simulate.ts';

export type { ExpectedMessage, ExpectedRequest, ExpectedText } from './conversation-matchers.ts';

// Importing this module, in a test or as a setup file of vitest, adds matchers for conversations to `expect`.

expect.extend({
  toHaveSaid(chat: Simulation, ...expected: readonly (ExpectedText | ExpectedMessage)[]) {
    return hasSaid(chat, expected);
  },
  toHaveAnswered(chat: Simulation, ...expected: readonly (ExpectedText | ExpectedMessage)[]) {
    return hasAnswered(chat, expected);
  },
  toHaveRequested(chat: Simulation, integration: string, expected: ExpectedRequest = {}) {
    return hasRequested(chat, integration, expected, (actual, wanted) => this.equals(actual, wanted, this.customTesters));
  },
});

declare module 'vitest' {
  interface Matchers<R, T> {
    /** The bot has said all of it at some time, in this order; other messages may stand between. */
    toHaveSaid(...expected: readonly (ExpectedText | ExpectedMessage)[]): R;
    /** This is what the bot did since somebody last said, tapped or waited: all of it, nothing else. */
    toHaveAnswered(...expected: readonly (ExpectedText | ExpectedMessage)[]): R;
    /** An integration, by id or name, was called at some time; with these parts, where they are given. */
    toHaveRequested(integration: string, expected?: ExpectedRequest): R;
  }
}
