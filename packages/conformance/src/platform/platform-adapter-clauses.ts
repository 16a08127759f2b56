import { artifactClauses } from './clauses/artifacts.ts';
import { companionClauses } from './clauses/companions.ts';
import { descriptorClauses } from './clauses/descriptor.ts';
import { exportClauses } from './clauses/exports.ts';
import { limitClauses } from './clauses/limits.ts';
import { roundTripClauses } from './clauses/round-trips.ts';
import { routingClauses } from './clauses/routing.ts';

/** What a platform adapter promises, clause by clause. */
export const platformAdapterClauses = {
  ...descriptorClauses,
  ...artifactClauses,
  ...exportClauses,
  ...roundTripClauses,
  ...limitClauses,
  ...routingClauses,
  ...companionClauses,
};

export type PlatformAdapterClause = keyof typeof platformAdapterClauses;
