import type { BotInput } from '@dragoman/core';

// Parts of a platform's own come from its documents alone: what is made up would be none.
const adapter = 'elsewhere';

/**
 * A valid bot with every construct of the model, parts that another platform carries among them. No platform has all of
 * it: it must go through without failing all the same.
 */
export const everythingBot: BotInput = {
  id: 'everything',
  name: 'Everything',
  variables: [{ name: 'city' }, { name: 'visits', scope: 'contact', type: 'number', initial: 0, example: 3, sensitive: true }],
  scripts: { globals: { dialect: 'es5', source: 'var a = 1;' }, init: { dialect: 'es5', source: 'set("greeting", "hi")' } },
  semantics: { failureText: '', success: ['2xx', '304'] },
  settings: { locale: 'en' },
  credentials: [{ id: 'shop', kind: 'api-key', fields: { header: 'x-api-key', key: { secret: 'SHOP_KEY' } } }],
  integrations: [
    {
      id: 'products',
      method: 'POST',
      url: 'https://{{env.HOST}}/products/{{city}}?page={{visits}}',
      query: [
        { name: 'tag', value: 'a' },
        { name: 'tag', value: '{{city}}' },
      ],
      headers: [{ name: 'x-signature', value: '{{secret.SIGNATURE}}' }],
      body: { json: { city: '{{city}}', note: 'From "{{city}}"\n', tags: [1, null, true, '{{visits}}'] } },
      credential: 'shop',
      timeoutMs: 4_000,
      retry: { retries: 2 },
      concurrency: { limit: 4, queue: 10 },
      idempotency: { header: 'idempotency-key' },
      pagination: { next: { cursor: '$.next', query: 'after' }, rows: '$.items', maxPages: 5, maxRows: 200 },
      onInterrupted: 'resend',
      defaultHeaders: false,
      response: {
        variable: 'products',
        outcome: { jsonpath: '$.state' },
        transform: { dialect: 'es5', source: 'result("products", {})' },
        rows: '$.items[*]',
        fields: [
          { name: 'title', path: '$.title', perRow: true },
          { name: 'total', path: '$.total', to: 'total', type: 'number' },
        ],
        onMissing: 'keep',
      },
    },
    {
      id: 'form',
      method: 'PUT',
      url: 'https://a.example/',
      body: { form: [{ name: 'city', value: '{{city}}' }] },
      response: { variable: 'form' },
    },
    {
      id: 'note',
      method: 'PATCH',
      url: 'https://a.example/note',
      body: { text: 'Hi {{city}}', contentType: 'text/plain' },
      response: { variable: 'note', format: 'text' },
    },
    { id: 'carried', kind: 'platform', adapter, raw: { carried: 7 }, response: { variable: 'carried' } },
  ],
  flows: [
    {
      id: 'main',
      name: 'Main',
      triggers: [
        { kind: 'text', pattern: '*hello*', exclude: ['*hello kitty*'] },
        { kind: 'text', equals: 'hi', reach: 'bot' },
        { kind: 'text', regex: '^hey+$' },
        { kind: 'intent', intent: 'greeting' },
        { kind: 'event', event: 'session-start' },
        { kind: 'platform', adapter, raw: { keyword: 'x' } },
      ],
      nodes: [
        { id: 'begin', kind: 'start', hooks: { before: { dialect: 'es5', source: 'set("x", 1)' } } },
        { id: 'hello', kind: 'message', text: '{{greeting}} from {{var["city"]}}', delayMs: 10 },
        {
          id: 'show',
          kind: 'message',
          waits: true,
          content: [
            'Look:',
            { kind: 'media', type: 'image', url: 'https://a.example/{{city}}.png', caption: 'A map' },
            { kind: 'card', title: 'One', options: ['Yes', { label: 'Shop', action: { kind: 'url', url: 'https://a.example' } }] },
            {
              kind: 'cards',
              cards: [
                {
                  title: '{{item.title}}',
                  subtitle: 'from {{city}}',
                  repeat: '{{products.$rows}}',
                  options: [
                    { label: 'Take', value: '{{item.id}}' },
                    { label: 'Call', action: { kind: 'phone', number: '{{item.phone}}' } },
                    { label: 'Here', action: { kind: 'location' } },
                    { label: 'Odd', action: { kind: 'platform', adapter, raw: 1 } },
                  ],
                },
              ],
            },
            { kind: 'rich', platform: adapter, json: '{"type":"text","text":"{{city}}"}' },
          ],
          routes: [
            { when: 'no-match', to: 'repeat' },
            { when: { option: 'yes' }, to: 'ask' },
          ],
        },
        {
          id: 'ask',
          kind: 'question',
          text: 'Which city?',
          variable: 'city',
          retryText: 'A city, please.',
          skipIfSet: true,
          hooks: { after: { dialect: 'es5', source: 'set("asked", 1)' }, onReply: { dialect: 'es5', source: 'set("said", 1)' } },
          routes: [
            { name: 'skip', when: { equals: 'skip' }, say: 'Fine.', set: [{ variable: 'city', value: null, scope: 'turn' }], to: 'next' },
            { when: { regex: '^[0-9]+$' }, to: 'repeat' },
            { when: { pattern: 'a*|b*', exclude: ['abc'] }, to: 'pick' },
            { when: { intent: 'stop' }, to: { end: 'conversation', survey: true } },
          ],
        },
        {
          id: 'pick',
          kind: 'choice',
          text: 'Which one?',
          variable: 'picked',
          options: ['Red', 'Green', { label: '{{item}}', repeat: '{{products.$rows}}', value: '{{item.id}}', description: 'nice' }],
          routes: [{ when: { option: 'red' }, to: { flow: 'other' } }],
        },
        {
          id: 'browse',
          kind: 'list',
          text: 'Products',
          rows: '{{products.$rows}}',
          label: '{{item.title}}',
          description: '{{item.text}}',
          value: '{{item.id}}',
          filter: '^A',
          exclude: 'old$',
          pageSize: 5,
          nextLabel: 'More',
          variable: 'product',
          routes: [
            { when: 'chosen', to: 'find' },
            { when: 'empty', to: 'bye' },
          ],
        },
        {
          id: 'find',
          kind: 'api',
          integration: 'products',
          headers: [{ name: 'x-city', value: '{{city}}' }],
          query: [{ name: 'q', value: '{{product.value}}' }],
          body: { json: '{"q":{{city}}}' },
          routes: [
            { when: 200, to: 'decide' },
            { when: '4xx', to: 'bye' },
            { when: 'timeout', to: 'bye' },
            { when: { value: 'sold-out' }, to: 'bye' },
            { when: 'other', to: { unresolved: 'Old node' } },
          ],
        },
        { id: 'also', kind: 'api', integration: 'form', next: { end: 'flow' } },
        { id: 'again', kind: 'api', integration: 'note' },
        { id: 'run', kind: 'api', integration: 'carried' },
        {
          id: 'decide',
          kind: 'condition',
          routes: [
            {
              if: {
                all: [
                  {
                    any: [
                      { left: 'visits', op: 'greater', right: 3 },
                      { left: '{{city}}', op: 'starts', right: '{{greeting}}' },
                    ],
                  },
                  { not: { left: 'city', op: 'is-set' } },
                  { left: 'city', op: 'equals', right: { variable: 'greeting' } },
                  { kind: 'platform', adapter, raw: 'rule' },
                ],
              },
              to: 'set',
            },
            { to: 'code' },
          ],
        },
        {
          id: 'set',
          kind: 'assign',
          set: [
            { variable: 'visits', value: '{{visits}}' },
            { variable: 'bag', value: { in: ['{{city}}', 1] } },
          ],
        },
        { id: 'code', kind: 'script', dialect: 'es5', source: 'set("y", get("x"))' },
        { id: 'go', kind: 'jump', to: 'hold' },
        {
          id: 'hold',
          kind: 'wait',
          reference: '{{session.id}}',
          timeoutMs: 1_000,
          variable: 'answer',
          routes: [
            { when: 'callback', to: 'bye' },
            { when: 'timeout', to: 'person' },
          ],
        },
        {
          id: 'person',
          kind: 'handoff',
          queue: 'sales',
          message: 'One moment',
          context: [{ name: 'city', value: '{{city}}' }],
          routes: [{ when: 'failed', to: 'bye' }],
        },
        { id: 'odd', kind: 'platform', adapter, raw: { type: 'carousel' }, routes: [{ to: { kind: 'platform', adapter, raw: 9 } }] },
        { id: 'bye', kind: 'end', conversation: true },
      ],
    },
    {
      id: 'other',
      name: 'Other',
      nodes: [{ id: 'other-hello', kind: 'message', text: 'Total {{total}}, {{products.$count}} of {{products.total}}' }],
    },
    { id: 'lost', kind: 'fallback', nodes: [{ id: 'sorry', kind: 'message', text: 'Sorry?' }] },
    { id: 'carried-flow', kind: 'platform', nodes: [] },
  ],
};
