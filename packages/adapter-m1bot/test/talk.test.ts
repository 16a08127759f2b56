import { readFileSync } from 'node:fs';
import { type Bot, exportBot, importBot, type RenderedRequest, requestUrl } from '@dragoman/core';
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
    const turn = await runTurn(engine, bot, conversation, { kind: 'message', id: `${index}`, text }, { clock });
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
  return { turns, requests };
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
    ['an answer that is no JSON', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' }],
  ])('goes to Others on %s', async (_title, stub) => {
    const { turns } = await talk(bot, { orders: stub }, ['hi', '7']);
    expect(turns[1]).toEqual(['One moment, a colleague takes over.', 'handoff']);
  });

  test('keeps an attribute where the path finds nothing', async () => {
    const { turns } = await talk(bot, { orders: [sent, { status: 200, body: { data: [] } }] }, ['hi', '1', 'Another order', '2']);
    expect(turns[3]).toEqual(['Order 2: sent.', more]);
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
    const { turns } = await talk(bot, { orders: sent }, ['hi', '1', 'No', 'thanks', ' restart ', 'LIVE CHAT']);
    expect(turns.slice(2)).toEqual([[], ['Write Restart to begin again.'], welcome, ['handoff']]);
  });

  test('keeps attributes when the session is over', async () => {
    const note = ['hi', '1', 'Leave a note', 'Utrecht', 3_700_000, 'hello', '2', 'Leave a note'];
    const { turns, requests } = await talk(bot, { orders: sent, notes: 201 }, note);
    expect(turns.slice(4)).toEqual([welcome, ['Order 2: sent.', more], []]);
    expect(requests.at(-1)).toContain('"place": "Utrecht"');
  });
});
