import {
  type Bot,
  type BotInput,
  type Capabilities,
  type Diagnostic,
  definePlatformAdapter,
  exportBot,
  type Json,
  type JsonObject,
  jsonArtifact,
  neutralSemantics,
  normaliseBot,
  parseTemplate,
  printTemplate,
  type Semantics,
} from '@dragoman/core';
import * as z from 'zod';

const everything = {
  nodes: ['start', 'message', 'question', 'choice', 'list', 'api', 'script', 'condition', 'assign', 'jump', 'handoff', 'wait', 'end'],
  triggers: ['equals', 'pattern', 'regex', 'intent', 'session-start'],
  reach: ['flow', 'bot'],
  flows: ['fallback'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['value', 'status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'intent', 'option', 'no-match'],
  routes: ['if', 'set', 'say', 'exclude'],
  conditions: ['equals', 'contains', 'starts', 'ends', 'regex', 'less', 'greater', 'is-set', 'all', 'any', 'not'],
  nodeFields: ['waits', 'delayMs'],
  questionFields: ['variable', 'retryText', 'skipIfSet'],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  request: ['query', 'headers', 'json', 'form', 'text', 'node-query', 'node-headers', 'node-body'],
  call: ['timeoutMs', 'retry', 'concurrency', 'idempotency', 'onInterrupted', 'defaultHeaders', 'pagination'],
  response: ['fields', 'rows', 'perRow', 'to', 'type', 'jsonpath', 'keep', 'xml', 'text'],
  reads: ['$status', '$outcome', '$body', '$rows', '$count', 'path', 'computed', 'user', 'env', 'session', 'location', 'item'],
  scopes: ['turn', 'flow', 'session', 'contact'],
  variableFields: ['initial', 'type', 'sensitive'],
  choice: { actions: ['reply'] },
  contents: {},
} as const satisfies Partial<Capabilities>;

/** What a bot becomes on a platform that has everything, and differs from neutral bots only in how it behaves. */
export const mirrored = (input: BotInput, semantics: Partial<Semantics>): { readonly bot: Bot; readonly losses: readonly Diagnostic[] } => {
  const adapter = definePlatformAdapter({
    id: 'mirror',
    displayName: 'Mirror',
    capabilities: everything,
    artifact: jsonArtifact(z.looseObject({})),
    semantics: { ...neutralSemantics, ...semantics },
    dialects: { template: { print: printTemplate, parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }) } },
    toPlatform: ({ nodes: _nodes, options: _options, ...bot }) => JSON.parse(JSON.stringify(bot, withoutTexts)) as Record<string, unknown>,
    fromPlatform: () => ({ flows: [] }),
  });
  const { value, diagnostics } = exportBot(adapter, normaliseBot(input));
  return {
    bot: normaliseBot(value as unknown as BotInput),
    losses: diagnostics.filter(({ loss }) => loss === 'degraded' || loss === 'dropped'),
  };
};

/** The view gives messages their texts a second time. */
const withoutTexts = (_key: string, value: Json): Json => {
  if (!isMessage(value)) return value;
  const { text: _text, ...node } = value;
  return node;
};

const isMessage = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'message' && 'content' in value;
