import type { NodeKind, Plugin, ScriptEngine } from '@dragoman/core';
import type { NodeKindExample } from './talk-with-node.ts';

/** What the clauses of a node kind are tried on. */
export interface NodeKindSubject {
  readonly kind: NodeKind;
  readonly examples: readonly NodeKindExample[];
  /** Fields that the schema must refuse. */
  readonly refused: readonly unknown[];
  readonly plugins: readonly Plugin[];
  readonly scripts?: ScriptEngine;
}

/** What a schema makes of fields, or what is wrong with them. */
export const validated = async (
  { schema }: NodeKind,
  fields: unknown,
): Promise<{ readonly value?: unknown; readonly problem?: string }> => {
  const result = await schema['~standard'].validate(fields);
  return result.issues === undefined ? { value: result.value } : { problem: result.issues[0]?.message ?? 'refused' };
};

/** Why clauses about `lower` do not apply. */
export const needsLower = ({ kind }: NodeKindSubject): string | undefined =>
  kind.lower === undefined ? 'the kind has no lower.' : undefined;
