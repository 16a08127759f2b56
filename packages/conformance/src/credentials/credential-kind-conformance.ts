import type { CredentialKind } from '@dragoman/core';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { type CredentialExample, type CredentialKindClause, credentialKindClauses } from './credential-kind-clauses.ts';

export interface CredentialKindConformanceOptions<Settings> {
  readonly kind: CredentialKind<Settings>;
  /** Credentials of the kind, with made-up secrets. */
  readonly examples: readonly CredentialExample[];
  /** Clauses that are not tried, each with the reason. */
  readonly skip?: Skips<CredentialKindClause>;
}

/** Proves a credential kind: makes a test of each clause of its contract. */
export const credentialKindConformance = <Settings>({ kind, examples, skip = {} }: CredentialKindConformanceOptions<Settings>): void =>
  registerClauses(`the credential kind ${kind.kind}`, credentialKindClauses, { kind: kind as CredentialKind, examples }, skip);
