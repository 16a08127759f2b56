import { crashClauses } from './crash-clauses.ts';
import { lifetimeClauses } from './lifetime-clauses.ts';
import { outboxClauses } from './outbox-clauses.ts';
import { turnClauses } from './turn-clauses.ts';

/** What a conversation driver promises, clause by clause. */
export const conversationDriverClauses = { ...turnClauses, ...outboxClauses, ...lifetimeClauses, ...crashClauses };

export type ConversationDriverClause = keyof typeof conversationDriverClauses;
