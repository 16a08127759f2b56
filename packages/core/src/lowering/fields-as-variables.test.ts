import { expect, test } from 'vitest';
import { type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { NodeInput, ResponseInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { createLowerContext } from './lower-context.ts';
import { provenanceOf } from './provenance.ts';
import { lowerRequests } from './requests.ts';

const lower = (response: Omit<ResponseInput, 'variable'>, texts: readonly string[], listed: CapabilitiesInput['response']) => {
  const nodes: readonly NodeInput[] = [
    { id: 'call', kind: 'api', integration: 'orders' },
    ...texts.map((text, index): NodeInput => ({ id: `say-${index}`, kind: 'message', text })),
    { id: 'sort', kind: 'condition', routes: [{ if: { left: { template: '{{order.status}}' }, op: 'is-set' }, to: 'call' }] },
  ];
  const integration = { id: 'orders', method: 'GET', url: 'https://shop.example', response: { variable: 'order', ...response } } as const;
  const bot = normaliseBot({ id: 'b', integrations: [integration], flows: [{ id: 'f', nodes }] });
  const findings: TranslationFinding[] = [];
  const capabilities = completeCapabilities({
    nodes: ['message', 'api', 'condition'],
    methods: ['GET'],
    ...(listed && { response: listed }),
  });
  const context = createLowerContext(bot, {
    adapter: 'flat',
    capabilities,
    semantics: neutralSemantics,
    nodeKinds: [],
    provenance: provenanceOf(bot),
    report: (finding) => void findings.push(finding),
  });
  const lowered = normaliseBot(lowerRequests(bot, context));
  return {
    response: lowered.integrations[0]?.response,
    said: lowered.flows[0]?.nodes.flatMap((node) => (node.kind === 'message' ? [JSON.stringify(node.content)] : [])),
    condition: lowered.flows[0]?.nodes.at(-1)?.routes[0]?.if,
    codes: findings.map(({ code, loss }) => `${code} ${loss}`),
  };
};

const status = { name: 'status', path: '$.status' };

test('values without names of their own are written to variables, and read by those', () => {
  const { response, said, condition, codes } = lower({ fields: [status] }, ['It is {{order.status}}.', '{{status}}'], ['to']);
  expect(response).toMatchObject({ fields: [{ ...status, to: 'order-status' }], onMissing: 'unset' });
  expect(said).toEqual([expect.stringContaining('It is {{order-status}}.'), expect.stringContaining('{{status}}')]);
  expect(condition).toEqual({ left: { template: '{{order-status}}' }, op: 'is-set' });
  expect(codes).toEqual([]);
});

test('a value that is written to a variable anyway is read by that', () => {
  expect(lower({ fields: [{ ...status, to: 'state' }] }, ['{{order.status}}'], ['to']).said).toEqual([
    expect.stringContaining('{{state}}'),
  ]);
});

test('where a platform never clears a variable, that is reported', () => {
  const { response, codes } = lower({ fields: [status] }, [], ['to', 'keep-only']);
  expect(response).toMatchObject({ onMissing: 'keep' });
  expect(codes).toEqual(['response-missing-kept degraded']);
  expect(lower({ fields: [{ ...status, to: 'state' }], onMissing: 'keep' }, [], ['to', 'keep', 'keep-only']).codes).toEqual([]);
});

test('nothing changes where values have names', () => {
  expect(lower({ fields: [status] }, ['{{order.status}}'], ['fields', 'to'])).toMatchObject({
    response: { fields: [status] },
    said: [expect.stringContaining('{{order.status}}')],
    codes: [],
  });
});
