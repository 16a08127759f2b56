import { readFileSync } from 'node:fs';
import { type Bot, exportBot, importBot, type Json, type RenderedRequest, requestUrl } from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, type Stub, startConversation, stubCall } from '@dragoman/runtime';
import { describe, expect, test } from 'vitest';
import { createM1botAdapter } from '../src/adapter.ts';

const adapter = createM1botAdapter();
const document = readFileSync(new URL('./fixtures/order-desk.json', import.meta.url), 'utf8');
const imported = importBot(adapter, document).value;
const { origins: _, ...unbound } = imported;

/** What is said to whom says this, a turn a list; a number is silence, in milliseconds. */
const talk = async (bot: Bot, stubs: { readonly [api: string]: Stub | readonly Stub[] }, said: readonly (string | number)[]) => {
  const requests: string[] = [];
  const told: string[] = [];
  const call = stubCall(stubs as never, {
    call: async () => ({ outcome: { kind: 'error', reason: 'unsupported' } as const, headers: {} }),
    redact: (text) => text,
  });
  const watched = {
    ...call,
    call: (request: RenderedRequest, options: Parameters<typeof call.call>[1]) => {
      requests.push([request.method, requestUrl(request), request.body ?? ''].join(' ').trim());
      return call.call(request, options);
    },
  };
  const engine = createEngine({ call: watched });
  const clock = createVirtualClock();
  let conversation = startConversation(bot);
  const turns: (readonly string[])[] = [];
  for (const [index, text] of said.entries()) {
    if (typeof text === 'number') {
      await clock.advance(text);
      continue;
    }
    const turn = await runTurn(
      engine,
      bot,
      conversation,
      { kind: 'message', id: `${index}`, text },
      {
        clock,
        onEvent: (event) => {
          if (event.event === 'diagnostic') told.push(`${event.diagnostic.code}: ${event.diagnostic.reason}`);
        },
      },
    );
    conversation = turn.conversation;
    turns.push(
      turn.effects.flatMap((effect) => {
        if (effect.kind !== 'message') return [effect.kind];
        const { message } = effect;
        return message.kind === 'options'
          ? [`${message.text} [${message.options.map(({ label }) => label).join('|')}]`]
          : message.kind === 'text'
            ? [message.text]
            : [];
      }),
    );
  }
  return { turns, requests, told, attributes: conversation.contact.variables };
};

const welcome = ['Welcome to the order desk.', 'What is the number of your order?'];
const more = 'Anything else? [Another order|Leave a note|No]';
const sent: Stub = { status: 200, body: { data: [{ status: 'sent' }] } };

describe.each([
  ['as imported', imported],
  ['printed anew', importBot(adapter, exportBot(adapter, unbound).text).value],
])('a document of m1bot, %s', (_how, bot) => {
  test('calls with its attributes, and maps the response to an attribute', async () => {
    const { turns, requests } = await talk(bot, { orders: sent }, ['hi', '1042']);
    expect(turns).toEqual([welcome, ['Order 1042: sent.', more]]);
    expect(requests).toEqual(['GET https://shop.example/orders?number=1042']);
  });

  test('goes by the response code', async () => {
    const { turns } = await talk(bot, { orders: 404 }, ['hi', '7']);
    expect(turns[1]).toEqual(['There is no order 7.', 'What is the number of your order?']);
  });

  test.each<[string, Stub]>([
    ['a code that is not mapped', 300],
    ['a server that fails', 500],
    ['no answer in time', 'timeout'],
    ['no connection', 'error'],
    ['too many calls at once', 'max-connection'],
    ['an answer that is no JSON', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' }],
  ])('goes to Others on %s', async (_title, stub) => {
    const { turns } = await talk(bot, { orders: stub }, ['hi', '7']);
    expect(turns[1]).toEqual(['One moment, a colleague takes over.', 'handoff']);
  });

  test('keeps an attribute where the path finds nothing', async () => {
    const { turns } = await talk(bot, { orders: [sent, { status: 200, body: { data: [] } }] }, ['hi', '1', 'Another order', '2']);
    expect(turns[3]).toEqual(['Order 2: sent.', more]);
  });

  test('maps whatever the response code, where JSON came', async () => {
    const { turns } = await talk(bot, { orders: [sent, { status: 404, body: { data: [{ status: 'lost' }] } }] }, [
      'hi',
      '1',
      'Another order',
      '2',
    ]);
    expect(turns[3]?.[0]).toBe('There is no order 2.');
    const later = [...['hi', '1', 'Another order', '2'], '3'];
    const answers = [sent, { status: 404, body: { data: [{ status: 'lost' }] } }, { status: 200, body: {} }];
    expect((await talk(bot, { orders: answers }, later)).turns[4]).toEqual(['Order 3: lost.', more]);
  });

  test.each<[Json, string]>([
    // Null is a value of the response, as which nothing is written.
    [null, ''],
    [12.5, '12.5'],
    [true, 'true'],
    ['', ''],
    [[1, 'a'], '[1,"a"]'],
  ])('writes %j as text', async (status, text) => {
    const { turns, attributes } = await talk(bot, { orders: { status: 200, body: { data: [{ status }] } } }, ['hi', '1']);
    expect(turns[1]).toEqual([`Order 1: ${text}.`, more]);
    // Whatever is no object is stored as the text it prints.
    expect(attributes.status ?? '').toEqual(Array.isArray(status) ? status : text);
  });

  test('writes scalars as text, objects as compact JSON', async () => {
    const { turns } = await talk(bot, { orders: { status: 200, body: { data: [{ status: { at: [1, 2] } }] } } }, ['hi', '1']);
    expect(turns[1]).toEqual(['Order 1: {"at":[1,2]}.', more]);
  });

  test('takes an option by its label or number, and asks again otherwise', async () => {
    const { turns } = await talk(bot, { orders: sent, notes: 201 }, ['hi', '1', 'what?', 'leave a NOTE', 'Utrecht']);
    expect(turns.slice(2)).toEqual([[more], ['Where do you live?'], []]);
    expect((await talk(bot, { orders: sent }, ['hi', '1', '1'])).turns[2]).toEqual(['What is the number of your order?']);
  });

  test('sends JSON, with values as JSON has them', async () => {
    const { requests } = await talk(bot, { orders: sent, notes: 201 }, ['hi', '1', 'Leave a note', 'The "Hague"']);
    expect(requests[1]).toBe('POST https://shop.example/notes/v2 {"order": "1", "place": "The \\"Hague\\"", "channel": "chat"}');
  });

  test('says what is said after the flow, begins anew by the restart word, and hands over by the live chat word', async () => {
    const { turns } = await talk(bot, { orders: sent }, ['hi', '1', 'No', 'thanks', 'please restart', ' restart ', 'LIVE CHAT']);
    const after = ['Write Restart to begin again.'];
    expect(turns.slice(2)).toEqual([[], after, after, welcome, ['handoff']]);
  });

  test('keeps attributes when the session is over', async () => {
    const note = ['hi', '1', 'Leave a note', 'Utrecht', 3_700_000, 'hello', '2', 'Leave a note'];
    const { turns, requests } = await talk(bot, { orders: sent, notes: 201 }, note);
    expect(turns.slice(4)).toEqual([welcome, ['Order 2: sent.', more], []]);
    expect(requests.at(-1)).toContain('"place": "Utrecht"');
  });
});

describe('an attribute that nothing has set', () => {
  const attributes = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key }));
  const api = {
    id: 'x',
    name: 'X',
    method: 'POST',
    url: 'https://shop.example/x?of=/a',
    parameters: [{ key: 'q', value: '-/b-' }],
    headers: [{ key: 'x-c', value: '/c' }],
    body: '{"quoted": "/d", "bare": /e, "list": [{/e}, "/d/d"]}',
  };
  const flows = [
    { id: 'main', triggers: [{ start: true }], components: [{ id: 'call', component: 'api', api: 'x', others: { goTo: 'end' } }] },
  ];
  const { value: bot } = importBot(adapter, { format: 'm1bot/1', bot: {}, attributes, apis: [api], flows });

  test('is empty in the URL, in parameters, headers and quotes, null in JSON, and told', async () => {
    const { requests, told } = await talk(bot, { x: 200 }, ['hi']);
    expect(requests).toEqual(['POST https://shop.example/x?of=&q=-%2Fb- {"quoted": "", "bare": null, "list": [null, "/d/d"]}']);
    expect(told).toEqual(['unset-in-request: The request reads a, d, e, c, which nothing has set.']);
  });
});

test('a call is given up after the time of the policy, and tried once', async () => {
  const options: { readonly timeoutMs: number; readonly retries: number }[] = [];
  const engine = createEngine({
    call: {
      call: async (_request, { timeoutMs, retry }) => {
        options.push({ timeoutMs, retries: retry.retries });
        return { outcome: { kind: 'timeout' }, headers: {} };
      },
      redact: (text) => text,
    },
  });
  const clock = createVirtualClock();
  const started = await runTurn(engine, imported, startConversation(imported), { kind: 'message', id: '1', text: 'hi' }, { clock });
  await runTurn(engine, imported, started.conversation, { kind: 'message', id: '2', text: '7' }, { clock });
  expect(options).toEqual([{ timeoutMs: 15_000, retries: 0 }]);
});
