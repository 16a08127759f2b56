import { describe, expect, test } from 'vitest';
import { type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { NodeInput, ResponseInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { createLowerContext } from './lower-context.ts';
import { provenanceOf } from './provenance.ts';
import { lowerRequests } from './requests.ts';

const lower = (
  response: Omit<ResponseInput, 'variable'>,
  texts: readonly string[],
  listed: CapabilitiesInput['response'],
  condition = '{{order.status}}',
) => {
  const nodes: readonly NodeInput[] = [
    { id: 'call', kind: 'api', integration: 'orders' },
    ...texts.map((text, index): NodeInput => ({ id: `say-${index}`, kind: 'message', text })),
    { id: 'sort', kind: 'condition', routes: [{ if: { left: { template: condition }, op: 'is-set' }, to: 'call' }] },
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

test('a value whose variable is written elsewhere too has one of its own', () => {
  const fields = [
    { ...status, to: 'state' },
    { name: 'at', path: '$.at', to: 'state' },
  ];
  const { response, said } = lower({ fields }, ['{{order.status}} {{state}}'], ['to']);
  expect(response?.fields.map(({ path, to }) => [path, to])).toEqual([
    ['$.status', 'state'],
    ['$.status', 'order-status'],
    ['$.at', 'state'],
  ]);
  expect(said).toEqual([expect.stringContaining('{{order-status}} {{state}}')]);
});

test('where a platform never clears a variable, that is reported', () => {
  const { response, codes } = lower({ fields: [status] }, [], ['to', 'keep-only']);
  expect(response).toMatchObject({ onMissing: 'keep' });
  expect(codes).toEqual(['response-missing-kept degraded']);
  const kept = {
    fields: [
      { ...status, to: 'state' },
      { name: 'at', path: '$.at', to: 'at' },
    ],
    onMissing: 'keep',
  } as const;
  // The condition reads the value of the call, which each call replaces.
  expect(lower(kept, [], ['to', 'keep', 'keep-only']).codes).toEqual(['response-missing-kept degraded']);
  expect(lower(kept, [], ['to', 'keep', 'keep-only'], '{{at}}').codes).toEqual([]);
});

test('nothing changes where values have names', () => {
  expect(lower({ fields: [status] }, ['{{order.status}}'], ['fields', 'to'])).toMatchObject({
    response: { fields: [status] },
    said: [expect.stringContaining('{{order.status}}')],
    codes: [],
  });
});

describe('what stands deeper', () => {
  const to = (response: Omit<ResponseInput, 'variable'>, text: string, listed: CapabilitiesInput['response'] = ['to']) => {
    const { response: lowered, said } = lower(response, [text], listed);
    return { fields: lowered?.fields.map(({ path, to: name }) => [path, name]), said: said?.[0] };
  };

  test.each([
    ['{{order.$body.a.b}}', '$.a.b', 'order-a-b'],
    ['{{order.$body.data[0].id}}', '$.data[0].id', 'order-data-0-id'],
    ['{{order.$body["a b"]}}', '$["a b"]', 'order-a b'],
    ['{{order.status.code}}', '$.status.code', 'order-status-code'],
    ['{{var.order.$body.a}}', '$.a', 'order-a'],
  ])('%s is written to a variable of its own', (text, path, name) => {
    const { fields, said } = to({ fields: [status] }, `It is ${text}.`);
    expect(fields).toEqual([
      ['$.status', 'order-status'],
      [path, name],
    ]);
    expect(said).toContain(`It is ${name === 'order-a b' ? '{{var[\\"order-a b\\"]}}' : `{{${name}}}`}.`);
  });

  test('is read by the variable of the field that takes it anyway', () => {
    const { fields, said } = to({ fields: [{ ...status, to: 'state' }] }, '{{order.$body.status}}');
    expect(fields).toEqual([['$.status', 'state']]);
    expect(said).toContain('{{state}}');
  });

  test.each(['{{order.$body}}', '{{order.$body[{{n}}].id}}', '{{order.$body.a.$upper}}', '{{order.$rows[0].id}}', '{{other.$body.a}}'])(
    'stays as it is where its way is not known: %s',
    (text) => {
      const { fields, said } = to({ fields: [status] }, text);
      expect(fields).toEqual([['$.status', 'order-status']]);
      expect(said).toContain(text);
    },
  );

  test('is no field of a response that is no JSON', () => {
    expect(to({ format: 'text', fields: [status] }, '{{order.$body.a}}', ['to', 'text']).fields).toEqual([['$.status', 'order-status']]);
  });

  test('is kept by a platform that never clears a variable, which is reported', () => {
    expect(lower({ fields: [status] }, ['{{order.$body.a}}'], ['to', 'keep', 'keep-only']).codes).toEqual([
      'response-missing-kept degraded',
    ]);
    expect(lower({ fields: [status], onMissing: 'keep' }, ['{{order.$body.a}}'], ['to', 'keep', 'keep-only']).codes).toEqual([
      'response-missing-kept degraded',
    ]);
  });
});
