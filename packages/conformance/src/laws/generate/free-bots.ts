import { type BotInput, type Capabilities, completeCapabilities, type Semantics } from '@dragoman/core';
import * as fc from 'fast-check';
import { bots } from './bots.ts';

/** The whole neutral model, but for scripts: nothing runs them yet. */
export const wholeModel: Capabilities = completeCapabilities({
  nodes: ['start', 'message', 'question', 'choice', 'list', 'api', 'condition', 'assign', 'jump', 'handoff', 'wait', 'end', 'platform'],
  triggers: ['equals', 'pattern', 'regex', 'intent', 'session-start', 'flow-completed', 'handoff-failed'],
  reach: ['flow', 'bot'],
  flows: ['fallback', 'platform'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['value', 'status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'intent', 'option', 'no-match'],
  routes: ['if', 'set', 'say', 'exclude'],
  conditions: ['equals', 'contains', 'starts', 'ends', 'regex', 'less', 'greater', 'is-set', 'all', 'any', 'not'],
  nodeFields: ['waits', 'delayMs'],
  questionFields: ['variable', 'retryText', 'skipIfSet'],
  handoffFields: ['queue', 'message', 'context'],
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  request: ['query', 'headers', 'json', 'form', 'text', 'node-query', 'node-headers', 'node-body'],
  call: ['timeoutMs'],
  response: ['fields', 'rows', 'perRow', 'to', 'type', 'jsonpath', 'keep', 'text'],
  reads: ['$status', '$outcome', '$body', '$rows', '$count', 'path', 'computed', 'env', 'session', 'item'],
  scopes: ['turn', 'flow', 'session', 'contact'],
  variableFields: ['initial', 'type'],
  choice: { actions: ['reply', 'url', 'phone', 'location'] },
  list: {},
  card: {},
  media: ['image', 'video', 'audio', 'document'],
  contents: {},
});

/** Mostly what an author gets who says nothing. */
const semantics: fc.Arbitrary<Partial<Semantics>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  ...(
    [
      { failureText: '' },
      { noMatchText: 'Pardon?' },
      { resume: 'repeat' },
      { resumeAfterFallback: 'repeat' },
      { unmatchedReply: 'repeat' },
      { values: 'text' },
      { success: ['200', '201'] },
      { tapText: 'label' },
      { conditionCase: 'ignore' },
      { unsetText: 'placeholder' },
    ] satisfies Partial<Semantics>[]
  ).map((changed) => ({ weight: 1, arbitrary: fc.constant<Partial<Semantics>>(changed) })),
);

/** Bots as authors may write them, whatever a platform can carry. */
export const freeBots = (): fc.Arbitrary<BotInput> => bots({ capabilities: wholeModel, isFree: true, semantics });
