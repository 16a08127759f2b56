export { type ConversationDriverClause, conversationDriverClauses } from './conversations/conversation-driver-clauses.ts';
export {
  type ConversationDriverConformanceOptions,
  conversationDriverConformance,
} from './conversations/conversation-driver-conformance.ts';
export type { ConversationDriverSubject } from './conversations/conversation-driver-subject.ts';
export {
  type CredentialExample,
  type CredentialKindClause,
  type CredentialKindSubject,
  credentialKindClauses,
} from './credentials/credential-kind-clauses.ts';
export { type CredentialKindConformanceOptions, credentialKindConformance } from './credentials/credential-kind-conformance.ts';
export type { Clause, Clauses, Skips } from './kit/clause.ts';
export { type TranslationLaw, translationLawClauses } from './laws/clauses.ts';
export { type Edit, editsOf } from './laws/edits.ts';
export type { LawSubject } from './laws/law-case.ts';
export { emptyMeasures, type Measures } from './laws/measures.ts';
export { type Mutation, mutations } from './laws/mutants.ts';
export { strayChange } from './laws/stray-change.ts';
export { type TranslationLawsOptions, translationLaws } from './laws/translation-laws.ts';
export { type NodeKindClause, nodeKindClauses } from './node-kinds/node-kind-clauses.ts';
export { type NodeKindConformanceOptions, nodeKindConformance } from './node-kinds/node-kind-conformance.ts';
export type { NodeKindSubject } from './node-kinds/node-kind-subject.ts';
export type { NodeKindExample } from './node-kinds/talk-with-node.ts';
export { type PlatformAdapterClause, platformAdapterClauses } from './platform/platform-adapter-clauses.ts';
export { type PlatformAdapterConformanceOptions, platformAdapterConformance } from './platform/platform-adapter-conformance.ts';
export type { PlatformAdapterSubject, PlatformArtifact } from './platform/platform-adapter-subject.ts';
export {
  es5Phrases,
  type ScriptEngineClause,
  type ScriptEngineSubject,
  type ScriptPhrases,
  scriptEngineClauses,
} from './scripts/script-engine-clauses.ts';
export { type ScriptEngineConformanceOptions, scriptEngineConformance } from './scripts/script-engine-conformance.ts';
