import {
  type Bot,
  type BotInput,
  defineBot,
  defineNodeKind,
  definePlugin,
  type FlowInput,
  type NodeInput,
  normaliseBot,
} from '@dragoman/core';
import * as z from 'zod';

const rating = defineNodeKind({
  kind: 'acme/rating',
  schema: z.object({ text: z.string(), variable: z.string().default('stars') }),
  outcomes: ['unhappy', 'happy'],
  enter: (node, turn) => {
    turn.send(node.text);
    turn.set(node.variable, 3);
    return turn.wait();
  },
  reply: (_node, text, turn) => turn.route(text === '5' ? 'happy' : 'unhappy'),
});
export const acme = definePlugin({ name: '@acme/plugin', nodeKinds: [rating] });

const bot = defineBot({
  id: 'every-kind',
  variables: [{ name: 'tier', scope: 'contact' }],
  credentials: [{ id: 'shop', kind: 'basic', fields: { username: 'u', password: { secret: 'P' } } }],
  integrations: [
    {
      id: 'find',
      method: 'POST',
      url: '{{env.BASE}}/products/{{tier}}',
      credential: 'shop',
      query: [{ name: 'q', value: '{{query}}' }],
      headers: [{ name: 'x-key', value: '{{secret.KEY}}' }],
      body: { json: { text: '{{query}}', limit: 3 } },
      response: { variable: 'products', rows: '$.items', fields: [{ name: 'name', path: '$.name', perRow: true, to: 'names' }] },
    },
  ],
  flows: [
    {
      id: 'main',
      triggers: [
        { kind: 'text', equals: 'go' },
        { kind: 'event', event: 'session-start' },
      ],
      nodes: [
        { id: 'start', kind: 'start' },
        {
          id: 'ask',
          kind: 'question',
          text: 'What, {{user.text}}?',
          variable: 'query',
          routes: [
            { when: { regex: '^.{3,}$' }, to: 'find' },
            { when: 'no-match', to: 'repeat' },
          ],
        },
        {
          id: 'find',
          kind: 'api',
          integration: 'find',
          routes: [
            { when: 200, to: 'pick' },
            { when: '4xx', to: 'lost' },
            { when: { value: 'x' }, to: 'lost' },
            { when: 'other', to: { end: 'flow' } },
          ],
        },
        {
          id: 'pick',
          kind: 'list',
          text: '{{products.$count}}',
          rows: '{{products.$rows}}',
          label: '{{item.name}}',
          variable: 'picked',
          routes: [
            { when: 'chosen', to: 'rate' },
            { when: 'empty', to: 'lost' },
          ],
        },
        rating({ id: 'rate', text: 'How was {{picked.label}}?', routes: [{ when: 'happy', to: 'set' }] }),
        {
          id: 'choose',
          kind: 'choice',
          text: 'Really?',
          options: ['Yes, please', { label: 'No', value: 'n' }],
          routes: [{ when: { option: 'yes-please' }, to: 'set' }],
        },
        { id: 'set', kind: 'assign', set: [{ variable: 'sum', value: '{{products.$status}}' }] },
        {
          id: 'check',
          kind: 'condition',
          routes: [{ if: { any: [{ left: 'sum', op: 'is-set' }, { not: { left: '{{names}}', op: 'equals', right: 'x' } }] }, to: 'pay' }],
        },
        {
          id: 'pay',
          kind: 'wait',
          reference: '{{session.id}}',
          variable: 'paid',
          routes: [
            { when: 'callback', to: 'next' },
            { when: 'timeout', to: 'lost' },
          ],
        },
        {
          id: 'card',
          kind: 'message',
          content: ['{{paid.result}}', { kind: 'card', title: '{{item.name}}', options: ['Buy'], repeat: '{{products.$rows}}' }],
        },
        { id: 'hand', kind: 'handoff', context: [{ name: 'q', value: '{{query}}' }], routes: [{ when: 'failed', to: 'lost' }] },
        { id: 'leap', kind: 'jump', to: { flow: 'other' } },
        { id: 'lost', kind: 'message', text: 'Lost {{query}}.', next: { unresolved: 'gone' } },
        { id: 'end', kind: 'end', conversation: true },
      ],
    },
    { id: 'other', nodes: [{ id: 'back', kind: 'message', text: 'Back.', next: 'ask' }] },
  ],
});

// What is written stays known as it was written.
bot.flows[0].id satisfies 'main';

// What is put together at run time is checked at run time.
const nodes: NodeInput[] = ['a', 'b'].map((id) => ({ id, kind: 'message', text: `{{${id}}}`, next: id }));
const flow: FlowInput = { id: 'made', nodes };
export const made = defineBot({ id: 'made', flows: [flow] });
export const input: BotInput = bot;
export const long: Bot = normaliseBot(bot, { nodeKinds: [rating] });
export const again = defineBot(long);
