import type { Clock as ClockPort } from '../ports/clock.ts';
import type { ConversationDriver as ConversationDriverPort } from '../ports/conversation-driver.ts';
import type { HttpClient as HttpClientPort } from '../ports/http-client.ts';
import type { IntegrationCall as IntegrationCallPort } from '../ports/integration-call.ts';
import type { Logger as LoggerPort } from '../ports/logger.ts';
import type { Random as RandomPort } from '../ports/random.ts';
import type { ScriptEngine as ScriptEnginePort } from '../ports/script-engine.ts';
import type { Secrets as SecretsPort } from '../ports/secrets.ts';
import type { CredentialKind } from './credential-kind.ts';
import type { Executor } from './executor.ts';
import type { NodeKind } from './node-kind.ts';
import type { Rule } from './rule.ts';
import { createManyToken, createToken } from './token.ts';

// Each token has the name of the contract it stands for, as a value beside the type.
export type Clock = ClockPort;
export const Clock = createToken<ClockPort>('dragoman/clock');
export type Random = RandomPort;
export const Random = createToken<RandomPort>('dragoman/random');
export type Logger = LoggerPort;
export const Logger = createToken<LoggerPort>('dragoman/logger');
export type HttpClient = HttpClientPort;
export const HttpClient = createToken<HttpClientPort>('dragoman/http-client');
export type IntegrationCall = IntegrationCallPort;
export const IntegrationCall = createToken<IntegrationCallPort>('dragoman/integration-call');
export type ScriptEngine = ScriptEnginePort;
export const ScriptEngine = createToken<ScriptEnginePort>('dragoman/script-engine');
export type Secrets = SecretsPort;
export const Secrets = createToken<SecretsPort>('dragoman/secrets');
export type ConversationDriver = ConversationDriverPort;
export const ConversationDriver = createToken<ConversationDriverPort>('dragoman/conversation-driver');

export const NodeKinds = createManyToken<NodeKind>('dragoman/node-kinds');
export const CredentialKinds = createManyToken<CredentialKind>('dragoman/credential-kinds');
export const Executors = createManyToken<Executor>('dragoman/executors');
export const Rules = createManyToken<Rule>('dragoman/rules');
