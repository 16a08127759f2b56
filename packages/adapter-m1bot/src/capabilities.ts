import type { CapabilitiesInput } from '@dragoman/core';

/**
 * What m1bot can carry. Whatever is not listed does not exist there: core rewrites it into what is, or reports it, before
 * the adapter sees the bot.
 *
 * @see https://github.com/airayzing/Help-Docs-v2 call-external-apis-in-your-chat-flows, edit-your-chat-flow
 */
export const m1botCapabilities = {
  // Assumed: of the group of conditions nothing but its name is known.
  nodes: ['message', 'question', 'choice', 'api', 'condition', 'handoff', 'platform'],
  // Assumed: flows but the first are started by keywords as the first is by its restart words.
  triggers: ['equals', 'session-start'],
  reach: ['flow', 'bot'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow'],
  // One row for each response code, and Others.
  outcomes: ['status', 'class', 'success', 'failure', 'other'],
  // Assumed: keywords of a Smart Question are whole replies.
  replies: ['equals', 'option'],
  conditions: ['equals', 'contains', 'less', 'greater', 'is-set', 'all', 'any', 'not'],
  nestedConditions: false,
  nodeFields: ['delayMs'],
  waits: { platform: 'may' },
  questionFields: ['variable', 'skipIfSet'],
  handoffFields: ['message'],
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  request: ['query', 'headers', 'json'],
  // Values are written to attributes, and read by those.
  response: ['to', 'keep', 'keep-only'],
  // What differs from place to place, and what nobody may read, is left for a person to fill in.
  reads: ['env', 'secret'],
  scopes: ['session', 'contact'],
  semantics: ['noMatchText', 'sessionLengthMs'],
  choice: { options: 5, descriptionLength: 0, actions: ['reply'], valued: [], byLabel: true },
  media: ['image', 'document'],
  // They differ in nothing but that not all have APIs, which the policy apiChannels says.
  channels: { whatsapp: {}, website: {}, messenger: {}, telegram: {}, teams: {} },
} as const satisfies CapabilitiesInput;
