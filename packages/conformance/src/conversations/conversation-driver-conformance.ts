import type { ConversationDriver } from '@dragoman/core';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { type ConversationDriverClause, conversationDriverClauses } from './conversation-driver-clauses.ts';

export interface ConversationDriverConformanceOptions {
  /** Makes a fresh driver on empty storage, on the real clock. */
  create(): ConversationDriver | Promise<ConversationDriver>;
  /** Ends a driver as `kill -9` would, without warning, and opens another on the same storage. Left out: there is none. */
  reopen?(driver: ConversationDriver): ConversationDriver | Promise<ConversationDriver>;
  /** Clauses that are not tried, each with the reason. */
  readonly skip?: Skips<ConversationDriverClause>;
}

/** Proves a conversation driver: makes a test of each clause of its contract. */
export const conversationDriverConformance = ({ skip = {}, ...subject }: ConversationDriverConformanceOptions): void =>
  registerClauses('the conversation driver', conversationDriverClauses, subject, skip);
