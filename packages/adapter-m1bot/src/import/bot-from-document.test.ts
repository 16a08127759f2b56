import { readFileSync } from 'node:fs';
import { exportBot, importBot, type Json } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createM1botAdapter } from '../adapter.ts';

const adapter = createM1botAdapter();
const orderDesk = readFileSync(new URL('../../test/fixtures/order-desk.json', import.meta.url), 'utf8');

test('a document is a bot', () => {
  const { origins: _, semantics, ...bot } = importBot(adapter, orderDesk).value;
  expect(semantics).toMatchObject({ sessionLengthMs: 3_600_000, noMatchText: 'Write Restart to begin again.' });
  expect(bot).toMatchSnapshot();
});

describe('what a document says', () => {
  const { value: bot } = importBot(adapter, orderDesk);

  test('a slash in a URL is a slash, one before an attribute an attribute', () => {
    expect(bot.integrations[0]).toMatchObject({ url: 'https://shop.example/orders', query: [{ name: 'number', value: '{{orderno}}' }] });
    expect(bot.integrations[1]).toMatchObject({ body: { json: '{"order": "{{orderno}}", "place": "{{city}}", "channel": "chat"}' } });
  });

  test('API keys and JWT tokens are headers with a blank', () => {
    expect(bot.integrations.map((integration) => integration.kind === 'http' && integration.headers)).toEqual([
      [{ name: 'x-api-key', value: '{{secret.SHOP_KEY}}' }],
      [{ name: 'authorization', value: 'Bearer {{secret.SHOP_JWT}}' }],
    ]);
  });

  test('a mapping is written to its attribute, and leaves it as it is where the path finds nothing', () => {
    expect(bot.integrations[0]?.response).toMatchObject({ fields: [{ path: '$.data[0].status', to: 'status' }], onMissing: 'keep' });
  });

  test('a response code is a status, Others is whatever else happens', () => {
    expect(bot.flows[0]?.nodes[2]?.routes).toEqual([
      { when: { status: 200 }, to: { node: 'tell' } },
      { when: { status: 404 }, to: { node: 'unknown' } },
      { when: { is: 'other' }, to: { flow: 'help' } },
    ]);
  });

  test('restart words start the first flow at any time, live chat words hand over', () => {
    expect(bot.flows.map(({ name, triggers }) => [name, triggers])).toEqual([
      [
        'Main',
        [
          { kind: 'text', equals: 'Restart', reach: 'bot' },
          { kind: 'event', event: 'session-start', reach: 'flow' },
          { kind: 'text', equals: 'order', reach: 'flow' },
        ],
      ],
      ['Help', []],
      ['Live Chat', [{ kind: 'text', equals: 'Live Chat', reach: 'bot' }]],
    ]);
  });

  test('attributes stay with the contact', () => {
    expect(bot.variables).toContainEqual({ name: 'orderno', scope: 'contact', type: 'text', example: 'A-17' });
  });
});

test('the message for users who fall silent is kept, and said to be', () => {
  const { value, diagnostics } = importBot(adapter, orderDesk);
  expect(value.platformOptions?.m1bot).toEqual({ inactivityMessage: { enabled: true, message: 'Are you still there?' } });
  expect(diagnostics.map(({ code }) => code)).toContain('inactivity-message');
  const { origins: _, ...unbound } = value;
  expect(exportBot(adapter, unbound).value.settings?.userInactivityMessage).toEqual({ enabled: true, message: 'Are you still there?' });
});

test('an edit of what a document says is written where it stands', () => {
  const { value } = importBot(adapter, orderDesk);
  const [main, ...others] = value.flows;
  const nodes = main?.nodes.map((node) =>
    node.id === 'tell' ? { ...node, content: [{ kind: 'text', text: '{{status}}, {{city}}/{{orderno}}' }] } : node,
  );
  const { text } = exportBot(adapter, { ...value, flows: [{ ...main, nodes }, ...others] } as unknown as Json as never);
  expect(text).toBe(orderDesk.replace('Order /orderno: /status.', '/status, {/city}/{/orderno}'));
});
