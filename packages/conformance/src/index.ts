export type { Clause, Clauses, Skips } from './kit/clause.ts';
export { type PlatformAdapterClause, platformAdapterClauses } from './platform/platform-adapter-clauses.ts';
export { type PlatformAdapterConformanceOptions, platformAdapterConformance } from './platform/platform-adapter-conformance.ts';
export type { PlatformAdapterSubject, PlatformArtifact } from './platform/platform-adapter-subject.ts';
