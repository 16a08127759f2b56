import type { NodeKind, Plugin, ScriptEngine } from '@dragoman/core';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { type NodeKindClause, nodeKindClauses } from './node-kind-clauses.ts';
import type { NodeKindExample } from './talk-with-node.ts';

export interface NodeKindConformanceOptions<Fields, Outcome extends string> {
  readonly kind: NodeKind<Fields, Outcome>;
  /** Nodes of the kind, and talks that leave them by every outcome. */
  readonly examples: readonly NodeKindExample[];
  /** Fields that the schema must refuse, beside the examples with one of theirs spoilt. */
  readonly refused?: readonly unknown[];
  /** What else the nodes that `lower` makes need. */
  readonly plugins?: readonly Plugin[];
  /** Runs the scripts that `lower` makes. Without it the clauses that run them are skipped. */
  readonly scripts?: ScriptEngine;
  /** Clauses that are not tried, each with the reason. */
  readonly skip?: Skips<NodeKindClause>;
}

/** Proves a node kind: makes a test of each clause of its contract. */
export const nodeKindConformance = <Fields, Outcome extends string>({
  kind,
  skip = {},
  refused = [],
  plugins = [],
  ...more
}: NodeKindConformanceOptions<Fields, Outcome>): void =>
  // A builder is a function; what it says of the kind are its fields.
  registerClauses(
    `the node kind ${kind.kind}`,
    nodeKindClauses,
    { ...more, kind: { ...kind } as unknown as NodeKind, refused, plugins },
    skip,
  );
