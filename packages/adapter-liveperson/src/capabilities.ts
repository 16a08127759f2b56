import type { CapabilitiesInput } from '@dragoman/core';

/**
 * What LivePerson can carry. Whatever is not listed does not exist there: core rewrites it into what is, or reports it,
 * before the adapter sees the bot. What has no rule of its own becomes code.
 *
 * @see https://developers.liveperson.com/conversation-builder-interactions-interaction-basics.html
 * @see https://developers.liveperson.com/conversation-builder-interactions-interaction-support.html what each channel shows
 */
export const livePersonCapabilities = {
  nodes: ['start', 'message', 'question', 'choice', 'api', 'script', 'handoff', 'platform'],
  triggers: ['pattern', 'intent'],
  intents: { count: 1 },
  flows: ['fallback', 'platform'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['success', 'failure'],
  replies: ['equals', 'pattern', 'regex', 'intent', 'option', 'no-match'],
  routes: ['if', 'set-text', 'say-on-no-match', 'exclude-replies'],
  conditions: ['contains', 'all', 'any', 'not'],
  nestedConditions: false,
  nodeFields: ['delayMs'],
  // Structured content is a question there.
  waits: { card: 'always', cards: 'always', rich: 'may', platform: 'may' },
  handoffFields: ['queue', 'message'],
  hooks: ['before', 'after', 'onReply'],
  scripts: ['liveperson', 'es5'],
  // Assumed: exports show GET and POST, a page calls PUT usual, and the list of the others is a picture.
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  request: ['query', 'headers', 'json', 'text'],
  call: ['defaultHeaders'],
  credentials: [
    'access-token',
    'basic',
    'mutual-tls',
    'oauth2-authorization-code',
    'oauth2-client-credentials',
    'liveperson/access-token',
    'liveperson/credential',
    'liveperson/oauth2',
  ],
  credentialFields: false,
  response: ['fields', 'rows', 'perRow', 'transform'],
  reads: ['$status', '$body', 'path', 'computed', 'user', 'env', 'session', 'location', 'item'],
  scopes: ['turn', 'flow', 'session'],
  semantics: ['errorText'],
  botScripts: ['globals', 'init'],
  // Longer texts are split by LivePerson itself, where a bot does not switch that off.
  text: {},
  choice: {
    labelLength: 128,
    descriptionLength: 0,
    actions: ['reply', 'url', 'location', 'platform'],
    apart: ['url', 'location'],
    valued: ['reply', 'platform'],
    byLabel: true,
  },
  card: { cards: 10, labelLength: 128, titleLength: 255, subtitleLength: 255, repeatsByRows: true },
  media: ['image'],
  rich: true,
} as const satisfies CapabilitiesInput;
