export type { ArtifactFormat, Layout } from './adapter/artifact-format.ts';
export type { BotView, ResolvedTarget, ViewFlow, ViewNode } from './adapter/bot-view.ts';
export {
  type Capabilities,
  type CapabilitiesInput,
  type CardCapability,
  type ChannelCapabilities,
  type ChoiceCapability,
  capabilitiesOn,
  completeCapabilities,
  type ListCapability,
  type OutcomeCapability,
  type ReplyCapability,
} from './adapter/capabilities.ts';
export type { Companion } from './adapter/companion.ts';
export { delimited } from './adapter/delimited.ts';
export type { Draft, DraftFlow, DraftNode } from './adapter/draft.ts';
export { type JsonArtifactOptions, jsonArtifact } from './adapter/json-artifact.ts';
export { neutralCapabilities } from './adapter/neutral-capabilities.ts';
export {
  type AdapterDialects,
  definePlatformAdapter,
  type ElementKind,
  type FromPlatformContext,
  type PlatformAdapter,
  type PlatformAdapterDefinition,
  type ToPlatformContext,
  type TranslationFinding,
} from './adapter/platform-adapter.ts';
export type { TemplateDialect } from './adapter/template-dialect.ts';
export { defineBot } from './authoring/define-bot.ts';
export { defineIntegration } from './authoring/define-integration.ts';
export { defineNodeKind, type NodeKindBuilder, type NodeKindDefinition } from './authoring/define-node-kind.ts';
export type * from './conversation/conversation.ts';
export type * from './conversation/effect.ts';
export type * from './conversation/input.ts';
export type * from './conversation/outcome.ts';
export { type RenderedRequest, requestUrl, type SealedText } from './conversation/request.ts';
export type * from './conversation/run-event.ts';
export type { Diagnostic, Loss } from './diagnostic.ts';
export type { Bot } from './document/bot.ts';
export type * from './document/content.ts';
export type * from './document/credential.ts';
export type * from './document/flow.ts';
export type * from './document/integration.ts';
export type * from './document/node.ts';
export type * from './document/origin.ts';
export type * from './document/pagination.ts';
export type * from './document/platform-part.ts';
export type * from './document/predicate.ts';
export type * from './document/route.ts';
export type * from './document/row.ts';
export type * from './document/script.ts';
export {
  type DispatchStage,
  type Encoding,
  neutralSemantics,
  type Semantics,
  type StatusPattern,
  type Switch,
  type TextCommand,
} from './document/semantics.ts';
export type * from './document/target.ts';
export type * from './document/template.ts';
export type * from './document/variable.ts';
export { DragomanError, type DragomanErrorCode, type DragomanErrorOptions, isDragomanError } from './dragoman-error.ts';
export { type FitOptions, fit, optionsOf, plainMessage, type ShowCapabilities } from './fit/fit-message.ts';
export { joinSplit } from './fit/join-split.ts';
export { splitText } from './fit/split-text.ts';
export type * from './input/bot-input.ts';
export { isJsonObject, type Json, type JsonObject } from './json.ts';
export { translationCodes } from './lowering/codes.ts';
export { type RunnableBot, runnableBot } from './lowering/plugin-kinds.ts';
export { type CompiledPredicate, compilePredicate, type PredicateSemantics } from './matching/compile-predicate.ts';
export { compileTextMatch, intentSpecificity, specificity, type TextMatchSemantics } from './matching/compile-text-match.ts';
export { patternProblem } from './matching/pattern.ts';
export { plainTextMatch } from './matching/plain-text-match.ts';
export { regexProblem } from './matching/regex.ts';
export { originOf } from './origin/origin.ts';
export {
  type AuthenticateContext,
  type AuthorizeContext,
  type CredentialContext,
  type CredentialKind,
  defineCredentialKind,
  type RevokeContext,
  withHeaders,
} from './plugin/credential-kind.ts';
export type { Executor } from './plugin/executor.ts';
export {
  type Lowering,
  type LoweringNode,
  type NodeKind,
  type NodeReply,
  type NodeStep,
  type NodeTurn,
  type OutcomeTarget,
  outcome,
} from './plugin/node-kind.ts';
export { definePlugin, type Plugin } from './plugin/plugin.ts';
export { defineRule, type Rule, type RuleContext, type RuleFinding } from './plugin/rule.ts';
export {
  createManyToken,
  createToken,
  type Lifecycle,
  type ManyToken,
  override,
  type Provider,
  provide,
  type Resolver,
  type Token,
} from './plugin/token.ts';
export {
  Clock,
  ConversationDriver,
  CredentialKinds,
  Events,
  Executors,
  HttpClient,
  IntegrationCall,
  Logger,
  NodeKinds,
  PlatformAdapters,
  Random,
  Rules,
  ScriptEngine,
  Secrets,
  TokenStore,
} from './plugin/tokens.ts';
export type { ConversationKey, ConversationWork, DeadLetter, SendResult } from './ports/conversation-driver.ts';
export type { EventBus } from './ports/event-bus.ts';
export type { ClientIdentity, HttpRequest, HttpResult } from './ports/http-client.ts';
export type { CallOptions, CallPage, CallResult } from './ports/integration-call.ts';
export type { ScriptDialect, ScriptHost, ScriptPurpose } from './ports/script-dialect.ts';
export type { ScriptEffect, ScriptMiss, ScriptResult, ScriptRun } from './ports/script-engine.ts';
export type { StoredToken } from './ports/token-store.ts';
export type { StepOptions, StepResult, TurnHost } from './ports/turn-host.ts';
export { type BotSites, botSites } from './reading/bot-sites.ts';
export { botVersion } from './reading/bot-version.ts';
export { flowGraph, type Successor } from './reading/flow-graph.ts';
export { formatDiagnostic } from './reading/format-diagnostic.ts';
export { nearest } from './reading/nearest.ts';
export { normaliseBot } from './reading/normalise-bot.ts';
export { placePath } from './reading/place-path.ts';
export { type ReadOptions, type ReadResult, readBot } from './reading/read-bot.ts';
export type { NodeSite } from './reading/site.ts';
export { createRedactor, type Redactor, redactedMark } from './redactor.ts';
export { checkRules, type RuleSettings } from './rules/check-rules.ts';
export { coreRules } from './rules/core-rules.ts';
export { isSecretName } from './rules/secret-name.ts';
export { botJsonSchema } from './schema/bot-json-schema.ts';
export { es5Dialect } from './scripts/es5-dialect.ts';
export { type CompiledHeader, compileHeader, type HeaderPolicy } from './template/compile-header.ts';
export { type CompiledJsonBody, compileJsonBody } from './template/compile-json-body.ts';
export { type CompiledText, compileText } from './template/compile-text.ts';
export { type CompiledUrl, compileUrl, type UrlPolicy } from './template/compile-url.ts';
export { type CompiledValue, compileValue } from './template/compile-value.ts';
export { type ParsedTemplate, parseReference, parseTemplate, type TemplateProblem } from './template/parse-template.ts';
export { printReference, printTemplate } from './template/print-template.ts';
export type { Rendered, RenderPolicy, UnsetTextPolicy } from './template/rendering.ts';
export { type Lookup, resolveReference } from './template/resolve-reference.ts';
export {
  type Reference,
  type ReservedRoot,
  referencesOf,
  reservedRoots,
  type Segment,
  type TemplatePart,
  type TemplateTree,
} from './template/template-tree.ts';
export { type ExportOptions, type ExportResult, exportBot } from './translation/export-bot.ts';
export { type ImportOptions, type ImportResult, importBot } from './translation/import-bot.ts';
export { type JsonProblem, jsonProblem } from './translation/json-problem.ts';
export { type Marker, markerFits, printMarker, readMarker } from './translation/marker.ts';
export { coerce } from './values/coerce.ts';
export { contentHash } from './values/content-hash.ts';
export { compileJsonPath, type JsonPathQuery, jsonPathProblem } from './values/json-path.ts';
export { formatPointer, parsePointer } from './values/json-pointer.ts';
export { deepestJson, isTooDeep } from './values/nesting.ts';
export { createSlugs } from './values/slugs.ts';
export { storedValue } from './values/stored-value.ts';
export { textOf } from './values/text-of.ts';
