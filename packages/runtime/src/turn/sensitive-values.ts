import type { Conversation, Json, Variable } from '@dragoman/core';
import { own } from './own.ts';

/** Every value a conversation holds for a sensitive variable, in whatever scope, and what such variables begin with. */
export const sensitiveValues = (variables: readonly Variable[], conversation: Conversation): readonly Json[] => {
  const sensitive = variables.filter((variable) => variable.sensitive);
  if (sensitive.length === 0) return [];
  const { contact, session, turnVariables, frames } = conversation;
  const scopes = [contact.variables, session?.variables ?? {}, turnVariables, ...frames.map((frame) => frame.variables)];
  return sensitive.flatMap(({ name, initial }) =>
    [initial, ...scopes.map((scope) => own(scope, name))].filter((value) => value !== undefined),
  );
};
