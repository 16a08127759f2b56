import type { CallTiming, RequestView, RunEvent } from '@dragoman/core';
import { expect, test } from 'vitest';
import { waterfallLines } from './waterfall-lines.ts';

const request: RequestView = {
  method: 'GET',
  url: 'https://api.shop.example/orders/1042',
  query: [{ name: 'lang', value: 'en' }],
  headers: [{ name: 'x-api-key', value: '«SHOP_KEY»' }],
};
const call = { integration: 'order-lookup', node: 'look-up' };
const at = (atMs: number) => ({ atMs, turn: 2 });

const events: readonly RunEvent[] = [
  { ...at(1000), event: 'turn-start', input: { kind: 'message', id: 'm2', text: '1042' } },
  { ...at(1000), event: 'node-leave', flow: 'track', node: 'ask', to: 'look-up', visit: 1 },
  { ...at(1000), event: 'node-enter', flow: 'track', node: 'look-up', kind: 'api', visit: 2 },
  { ...at(1030), event: 'request-start', ...call, request },
  { ...at(1035), event: 'request-retry', ...call, attempt: 2, outcome: { kind: 'response', status: 503 } },
  {
    ...at(1050),
    event: 'request-end',
    ...call,
    request,
    outcome: { kind: 'response', status: 200 },
    response: { headers: {}, body: { status: 'shipped' } },
    timing: { connectMs: 2, firstByteMs: 17.25, totalMs: 20 },
  },
  { ...at(1050), event: 'variable-set', name: 'order', scope: 'session', value: { status: 'shipped' } },
  {
    ...at(1050),
    event: 'diagnostic',
    diagnostic: { code: 'unset-variable', severity: 'warning', place: '', reason: 'Nothing set eta.', fix: 'Set it.' },
  },
  { ...at(1050), event: 'node-leave', flow: 'track', node: 'look-up', route: 'shipped', to: 'found', visit: 2 },
  { ...at(1060), event: 'turn-end', status: 'waiting' },
];

test('a turn is drawn with its nodes, requests, attempts, variables and diagnostics', () => {
  expect(`\n${waterfallLines(events, { width: 110 }).join('\n')}\n`).toMatchInlineSnapshot(`
    "
      ┌ turn 2 · 1 node · 1 request · 60 ms
      │ ask → look-up
      │ look-up api
      │   ↻ attempt 2 after 503
      │   GET https://api.shop.example/orders/1042?lang=en                      200    20 ms  ··········███████···
      │     > x-api-key: «SHOP_KEY»
      │     < {"status":"shipped"}
      │       connect 2 ms · first byte 17 ms
      │   = order: {"status":"shipped"}
      │   ! warning: Nothing set eta. Set it. (unset-variable)
      │   → found (shipped)
    "
  `);
});

test('scripts are told by what their authors call them, below their node, with what they log', () => {
  const script = { event: 'script-end', node: 'ask', purpose: 'on-reply', durationMs: 3 } as const;
  const lines = waterfallLines(
    [
      { ...at(1000), ...script, panel: 'reply code' },
      { ...at(1000), event: 'message-send', effect: { kind: 'event', name: 'asked', data: { message: 'hi' } } },
      { ...at(1000), event: 'node-leave', flow: 'track', node: 'ask', to: 'next', visit: 1 },
      { ...at(1000), event: 'node-enter', flow: 'track', node: 'tell', kind: 'message', visit: 2 },
      { ...at(1000), ...script, node: 'tell', panel: 'first code', problem: 'TypeError' },
    ],
    { width: 110 },
  );
  expect(lines.slice(1)).toEqual([
    '  │ ask reply',
    '  │   ƒ reply code 3 ms',
    '  │   * asked: {"message":"hi"}',
    '  │   → next',
    '  │ tell message',
    '  │   ƒ first code: TypeError',
  ]);
});

test('a diagnostic is told in full', () => {
  const reason = `The pre-process code of "Greet" was ended at line 2, column 30: TypeError: ${'why '.repeat(20)}.`;
  const lines = waterfallLines(
    [{ ...at(1000), event: 'diagnostic', diagnostic: { code: 'script-throw', severity: 'error', place: '', reason } }],
    {
      width: 60,
    },
  );
  expect(lines.join(' ').replaceAll(/[ │]+/g, ' ')).toContain(reason.replace(/ +/g, ' '));
});

test('the pages of a list are told, each with its address', () => {
  const page = { ...call, event: 'request-page', outcome: { kind: 'response', status: 200 } } as const;
  const lines = waterfallLines(
    [
      { ...at(1000), ...page, page: 1, url: 'https://api.shop.example/orders', rows: 50, durationMs: 20 },
      { ...at(1000), ...page, page: 2, rows: 1, durationMs: 8.25 },
      { ...at(1000), ...page, page: 3, durationMs: 5, outcome: { kind: 'timeout' } },
    ],
    { width: 110 },
  );
  expect(lines.slice(1)).toEqual([
    '  │   ≡ page 1: 200 · 50 rows · 20 ms · https://api.shop.example/orders',
    '  │   ≡ page 2: 200 · 1 row · 8.3 ms',
    '  │   ≡ page 3: timeout · 5 ms',
  ]);
});

test('the phases of a request are told in their order, those it had', () => {
  const phasesOf = (timing: CallTiming) =>
    waterfallLines(
      events.map((event) => (event.event === 'request-end' ? { ...event, timing } : event)),
      { width: 110 },
    ).filter((line) => line.includes('first byte'));
  const first = { bodyMs: 3, firstByteMs: 17, tlsMs: 9.5, connectMs: 2, dnsMs: 1, queuedMs: 4, totalMs: 40 };
  expect(phasesOf(first)).toEqual(['  │       waited 4 ms · dns 1 ms · connect 2 ms · tls 9.5 ms · first byte 17 ms · body 3 ms']);
  expect(phasesOf({ firstByteMs: 17, bodyMs: 3, totalMs: 20 })).toEqual(['  │       first byte 17 ms · body 3 ms']);
});

test('no line is longer than the terminal is wide', () => {
  const long: readonly RunEvent[] = [
    ...events,
    { ...at(1070), event: 'variable-set', name: 'text', scope: 'flow', value: 'word '.repeat(200) },
    {
      ...at(1070),
      event: 'request-end',
      ...call,
      request: { ...request, url: `https://a.example/${'x'.repeat(300)}` },
      outcome: { kind: 'error', reason: 'refused', detail: 'why '.repeat(100) },
    },
  ];
  for (const width of [50, 80, 120, 200]) {
    const lines = waterfallLines(long, { width });
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
  }
});

test('why a call ended in an error is told in full', () => {
  const detail =
    "No connection to localhost:3000: 127.0.0.1 is loopback. To allow it: allowHosts: ['localhost:3000'], or --allow-host localhost:3000.";
  const lines = waterfallLines(
    [{ ...at(1000), event: 'request-end', ...call, request, outcome: { kind: 'error', reason: 'blocked', detail } }],
    { width: 60 },
  );
  expect(lines.join(' ').replaceAll(/[ │]+/g, ' ')).toContain(detail);
});

test('on a clock that does not run during calls, a call still takes its time', () => {
  const still = events.map((event) => ({ ...event, atMs: 1000 }));
  expect(waterfallLines(still)[0]).toContain('20 ms');
});

test('turns are drawn apart, and a failed one says so', () => {
  const lines = waterfallLines([
    ...events,
    { atMs: 2000, turn: 3, event: 'turn-start', input: { kind: 'message', id: 'm3', text: 'x' } },
    { atMs: 2000, turn: 3, event: 'turn-end', status: 'waiting', failed: true },
  ]);
  expect(lines.filter((line) => line.includes('┌')).length).toBe(2);
  expect(lines.at(-1)).toContain('the turn failed');
});
