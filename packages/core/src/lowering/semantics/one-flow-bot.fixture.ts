import type { BotInput, IntegrationInput, NodeInput } from '../../input/bot-input.ts';

export const lookup: IntegrationInput = {
  id: 'lookup',
  method: 'GET',
  url: 'https://api.shop.example/orders/{{id}}',
  response: { variable: 'order', fields: [{ name: 'total', path: '$.total' }] },
};

/** A bot of one flow that any text starts. */
export const main = (nodes: readonly NodeInput[], rest: Partial<BotInput> = {}): BotInput => ({
  id: 'shop',
  integrations: [lookup],
  flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: '*' }], nodes }],
  ...rest,
});

export const ask: NodeInput = { id: 'ask', kind: 'question', text: 'Yes?', routes: [{ when: { equals: '1' }, to: 'next' }] };
export const call: NodeInput = { id: 'call', kind: 'api', integration: 'lookup' };
const other = {
  id: 'other',
  triggers: [{ kind: 'text', equals: '2', reach: 'bot' }],
  nodes: [{ id: 'hi', kind: 'message', text: 'Hi' }],
} as const;
/** A bot with another flow, which starts wherever one is. */
export const withOther = (nodes: readonly NodeInput[]): BotInput => ({ id: 'shop', flows: [{ id: 'main', nodes }, other] });
export const fallback = { id: 'lost', kind: 'fallback', nodes: [{ id: 'sorry', kind: 'message', text: '?' }] } as const;
