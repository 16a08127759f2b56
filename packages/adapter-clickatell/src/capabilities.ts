import type { CapabilitiesInput } from '@dragoman/core';

/** A wait ends this long before the session does. */
const beforeSessionEndMs = 60_000;

/** Assumed: a list without pagination, which is one long text menu, has no more entries than this. */
const mostEntries = 1_000;

/**
 * What Chat Flow can carry. Whatever is not listed does not exist there: core rewrites it into what is, or reports it,
 * before the adapter sees the bot.
 *
 * @see https://docs.clickatell.com/flow/action-nodes/api-integration-node
 */
export const clickatellCapabilities = ({ sessionLengthMs }: { readonly sessionLengthMs: number }) =>
  ({
    nodes: ['message', 'question', 'choice', 'list', 'api', 'script', 'condition', 'assign', 'handoff', 'wait', 'platform'],
    // Keywords, incoming payloads of Dynamic API workflows, the session timeout event.
    triggers: ['equals', 'request', 'session-expiring'],
    flows: ['fallback'],
    targets: ['flow', 'repeat', 'end-flow'],
    outcomes: ['value', 'status', 'success', 'timeout', 'error', 'max-connection', 'other'],
    valueAlone: true,
    // A text that is told apart is a Switch Case behind the input.
    replies: ['equals', 'option', 'no-match', 'validation'],
    conditions: ['equals', 'less', 'greater', 'is-set'],
    questionFields: ['variable'],
    fixed: { waitTimeoutMs: sessionLengthMs - beforeSessionEndMs, pageSize: 9, wholeList: mostEntries, nextLabel: 'Next' },
    scripts: ['clickatell'],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    request: ['query', 'headers', 'json', 'text', 'node-query', 'node-headers', 'node-body'],
    call: ['timeoutMs', 'concurrency'],
    response: ['fields', 'rows', 'perRow', 'jsonpath'],
    // `secret` and `env` are blanks there, with the names of what to type.
    reads: ['env', '$body', '$rows', '$lower', '$upper', 'path', 'item', 'secret'],
    variableFields: ['sensitive'],
    semantics: ['sessionExpiringMs'],
    choice: { descriptionLength: 0, actions: ['reply'], valued: [], repeats: false, byLabel: true },
    media: ['image', 'video', 'audio', 'document'],
    // Lists of WhatsApp hold ten rows.
    channels: {
      whatsapp: {
        choice: { options: 10, labelLength: 24, descriptionLength: 0, actions: ['reply'], valued: [], repeats: false, byLabel: true },
      },
    },
  }) as const satisfies CapabilitiesInput;

export type ClickatellCapabilities = ReturnType<typeof clickatellCapabilities>;
