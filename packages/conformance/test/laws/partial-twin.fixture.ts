import type { CapabilitiesInput, PlatformAdapter } from '@dragoman/core';
import { createTwinAdapter, type TwinDocument } from '../../src/twin/twin-adapter.ts';

/** A good part of the model, so that laws have something to say, and not all of it. */
const capabilities = {
  nodes: ['start', 'message', 'question', 'choice', 'api', 'condition', 'assign', 'jump', 'handoff', 'wait', 'end'],
  triggers: ['equals', 'pattern', 'regex', 'session-start'],
  reach: ['flow', 'bot'],
  flows: ['fallback'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'option', 'no-match'],
  routes: ['if', 'set', 'say'],
  conditions: ['equals', 'contains', 'is-set', 'all', 'not'],
  questionFields: ['variable', 'retryText', 'skipIfSet'],
  handoffFields: ['queue', 'message'],
  methods: ['GET', 'POST'],
  request: ['query', 'headers', 'json', 'node-query'],
  call: ['timeoutMs'],
  response: ['fields', 'rows', 'perRow', 'to', 'type'],
  reads: ['$status', '$outcome', '$body', '$count', 'path', 'env', 'session'],
  scopes: ['turn', 'flow', 'session', 'contact'],
  variableFields: ['initial', 'type'],
  choice: { actions: ['reply', 'url'] },
  media: ['image'],
  contents: { count: 3 },
  channels: { small: { choice: false, text: { length: 40 } } },
} as const satisfies CapabilitiesInput;

/** A platform that can do much, and not everything. */
export const createPartialTwin = (): PlatformAdapter<TwinDocument> => ({
  ...createTwinAdapter({ capabilities }),
  displayName: 'a partial Twin',
});
