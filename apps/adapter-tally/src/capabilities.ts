import type { CapabilitiesInput } from '@dragoman/core';

/**
 * What Tally can carry. Whatever is not listed does not exist there: core rewrites it into what is, or reports it, before
 * the adapter sees the bot.
 */
export const tallyCapabilities = {
  // `platform`: steps that we do not know are carried as they are.
  nodes: ['message', 'question', 'api', 'assign', 'condition', 'end', 'platform'],
  triggers: ['equals', 'pattern', 'session-start'],
  flows: ['fallback'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow'],
  questionFields: ['variable'],
  replies: ['equals'],
  conditions: ['equals', 'is-set'],
  methods: ['GET'],
  request: ['headers'],
  call: ['timeoutMs'],
  response: ['fields'],
  outcomes: ['success', 'failure'],
  reads: ['env', 'path', '$body'],
} as const satisfies CapabilitiesInput;
