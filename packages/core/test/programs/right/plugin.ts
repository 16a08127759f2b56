import { createHmac } from 'node:crypto';
import { defineBot, defineCredentialKind, defineNodeKind, definePlugin, outcome, withHeaders } from '@dragoman/core';
import * as z from 'zod';

const stars = [1, 2, 3, 4, 5].map((count) => ({ id: `${count}`, label: '★'.repeat(count), value: `${count}` }));

export const rating = defineNodeKind({
  kind: 'acme/rating',
  schema: z.object({ text: z.string(), variable: z.string() }),
  outcomes: ['unhappy', 'happy'],
  lower: (node) => ({
    nodes: [
      { id: 'ask', kind: 'choice', text: node.text, variable: node.variable, options: stars, next: 'sort' },
      {
        id: 'sort',
        kind: 'condition',
        routes: [{ if: { left: node.variable, op: 'less', right: '3' }, to: outcome('unhappy') }, { to: outcome('happy') }],
      },
    ],
  }),
});

const ibanShape = '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$';
const ibanIsValid = (text: string): boolean => text.length > 14;
const checkDigitsEs5 = 'set("ibanIsValid", get("iban").length > 14);';

export const iban = defineNodeKind({
  kind: 'acme/iban',
  schema: z.object({ text: z.string(), variable: z.string() }),
  outcomes: ['given', 'invalid'],

  enter(node, turn) {
    turn.send(node.text);
    return turn.wait();
  },
  reply(node, text, turn) {
    if (!ibanIsValid(text)) return turn.route('invalid');
    turn.set(node.variable, text);
    return turn.route('given');
  },

  lower(node, { capabilities }) {
    const ask = { id: 'ask', kind: 'question', text: node.text, variable: node.variable };
    if (!capabilities.scripts.includes('es5')) {
      return {
        nodes: [{ ...ask, routes: [{ when: { regex: ibanShape }, to: outcome('given') }, { to: outcome('invalid') }] }],
        loss: 'Only the shape of the number is checked, not its check digits.',
      };
    }
    return {
      nodes: [
        { ...ask, next: 'check' },
        { id: 'check', kind: 'script', dialect: 'es5', source: checkDigitsEs5, next: 'sort' },
        {
          id: 'sort',
          kind: 'condition',
          routes: [{ if: { left: 'ibanIsValid', op: 'equals', right: 'true' }, to: outcome('given') }, { to: outcome('invalid') }],
        },
      ],
    };
  },
});

export const signed = defineCredentialKind({
  kind: 'acme/signed',
  schema: z.object({ keyId: z.string(), key: z.object({ secret: z.string() }) }),
  async authenticate(request, { settings, reveal, now }) {
    const date = new Date(now()).toISOString();
    const signature = createHmac('sha256', await reveal(settings.key))
      .update(`${request.method} ${request.url.pathname} ${date}`)
      .digest('hex');
    return withHeaders(request, { 'x-acme-date': date, 'x-acme-signature': `${settings.keyId}:${signature}` });
  },
});

export const acme = definePlugin({ name: '@acme/dragoman-plugin', nodeKinds: [rating, iban], credentialKinds: [signed] });

export const bot = defineBot({
  id: 'survey',
  flows: [
    {
      id: 'main',
      nodes: [
        iban({ id: 'account', text: 'Which account?', variable: 'account', routes: [{ when: 'invalid', to: 'account' }] }),
        rating({ id: 'rate', text: 'How was it?', variable: 'stars', routes: [{ when: 'happy', to: 'bye' }] }),
        { id: 'bye', kind: 'message', text: '{{stars}} stars for {{account}}.' },
      ],
    },
  ],
});
