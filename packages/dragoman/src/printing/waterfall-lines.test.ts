import { type Bot, type CallTiming, type JsonObject, type RequestView, type RunEvent, readBot } from '@dragoman/core';
import { expect, test } from 'vitest';
import { botWords } from './bot-words.ts';
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

test('an address that does not fit its line, and long bodies and values, go on below', () => {
  const url = `https://api.shop.example/${'part/'.repeat(30)}end`;
  const body = `{"list":[${'"item",'.repeat(200)}"last"]}`;
  const lines = waterfallLines(
    [
      {
        ...at(1000),
        event: 'request-end',
        ...call,
        request: { ...request, url, query: [], body: '{"a": 1}', credential: 'shop' },
        outcome: { kind: 'response', status: 200 },
      },
      { ...at(1000), event: 'variable-set', name: 'long', scope: 'session', value: body },
    ],
    { width: 60 },
  );
  expect(lines.join('').replaceAll(/ +│ +/g, '')).toContain(url);
  expect(lines).toContain('  │     > with the credential shop');
  expect(lines.filter((line) => line.includes('=') || line.includes('item'))).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/…$/);
});

test('a result says no more than was shown of its response, unless a script changed it', () => {
  const body = { status: 'shipped' };
  const set = (value: JsonObject): RunEvent => ({ ...at(1000), event: 'variable-set', name: 'order', scope: 'session', value });
  const lines = waterfallLines([
    { ...at(1000), event: 'request-end', ...call, request, outcome: { kind: 'response', status: 200 }, response: { headers: {}, body } },
    set({ state: 'shipped', $outcome: 'response', $status: 200, $body: body, $count: 0, $rows: [] }),
    set({ state: 'x', $outcome: 'response', $status: 200, $body: { made: 1 }, $count: 0, $rows: [] }),
  ]);
  expect(lines.slice(-2)).toEqual([
    '  │   = order: {"state":"shipped","$outcome":"response","$status":200,"$count":0}',
    '  │   = order: {"state":"x","$outcome":"response","$status":200,"$count":0,"$body":{"made":1}}',
  ]);
});

test('pauses are told', () => {
  const message = { kind: 'text', text: 'Hi' } as const;
  const sent = (delayMs?: number): RunEvent => ({
    ...at(1000),
    event: 'message-send',
    effect: { kind: 'message', message, ...(delayMs !== undefined && { delayMs }) },
  });
  const pause: RunEvent = { ...at(1000), event: 'node-pause', node: 'look-up', durationMs: 700 };
  expect(waterfallLines([pause, sent(1500), sent(0), sent()]).slice(1)).toEqual(['  │   … waits 700 ms', '  │   … says it after 1500 ms']);
});

test('parts are called what their author calls them, and routes say what they wait for', () => {
  const { value: bot } = readBot({
    id: 'bot',
    flows: [
      {
        id: 'colours',
        name: 'Colours of cars',
        nodes: [
          {
            id: 'pick',
            name: 'Pick one!',
            kind: 'choice',
            text: 'Which?',
            options: [{ id: 'o1', label: 'Blue' }],
            routes: [{ name: 'cold', when: { option: 'o1' }, if: { left: 'tier', op: 'contains', right: 'gold' }, to: 'done' }],
          },
          { id: 'ask', kind: 'question', text: 'So?', routes: [{ when: { pattern: 'a*', exclude: ['ab'] }, to: 'done' }] },
          { id: 'done', name: 'All done', kind: 'message', text: 'Done.' },
        ],
      },
    ],
  });
  const leave = (node: string, more: object): RunEvent => ({
    ...at(1000),
    event: 'node-leave',
    flow: 'colours',
    node,
    to: 'done',
    visit: 0,
    ...more,
  });
  const lines = waterfallLines(
    [
      { ...at(1000), event: 'node-enter', flow: 'colours', node: 'pick', kind: 'choice', visit: 1 },
      leave('pick', { visit: 1, route: 'cold' }),
      leave('ask', { route: '1' }),
      leave('pick', { visit: 1, jump: true }),
    ],
    { words: botWords(bot as Bot) },
  );
  expect(lines.slice(1)).toEqual([
    '  │ Pick one! choice · Colours of cars',
    '  │   → All done (cold: option "Blue" and tier contains "gold")',
    '  │ ask reply',
    '  │   → All done (route 1: pattern "a*" without "ab")',
    '  │   → All done (by code)',
  ]);
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
