import { type BotInput, defineBot, exportBot, importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createM1botAdapter } from '../adapter.ts';

const adapter = createM1botAdapter();
const call = (routes: readonly unknown[], more: object = {}): BotInput =>
  ({
    id: 'desk',
    semantics: adapter.semantics,
    integrations: [{ id: 'find', method: 'GET', url: 'https://shop.example/{{orderNo}}', response: { variable: 'order' }, ...more }],
    flows: [
      {
        id: 'main',
        nodes: [
          { id: 'call', kind: 'api', integration: 'find', routes },
          { id: 'a', kind: 'message', text: 'A' },
          { id: 'b', kind: 'message', text: 'B' },
        ],
      },
    ],
  }) as BotInput;
const saying = (text: string): BotInput => {
  const { flows = [], ...bot } = call([]);
  return { ...bot, flows: flows.map((flow) => ({ ...flow, nodes: [...flow.nodes, { id: 'c', kind: 'message', text }] })) };
};
const apiOf = (bot: BotInput) =>
  exportBot(adapter, defineBot(bot as never)).value.flows[0]?.components[0] as {
    readonly responseCodes: readonly { readonly code: number; readonly goTo: unknown }[];
    readonly others: { readonly goTo: unknown };
  };

describe('ways out of a call', () => {
  const b = { component: 'b' };

  test('a status is a row, the rest are Others', () => {
    const api = apiOf(
      call([
        { when: 404, to: 'b' },
        { when: 'other', to: { end: 'flow' } },
      ]),
    );
    expect(api).toMatchObject({ responseCodes: [{ code: 404, goTo: b }], others: { goTo: 'end' } });
  });

  test('a class is a row for each status that is registered', () => {
    const { responseCodes } = apiOf(
      call([
        { when: '5xx', to: 'b' },
        { when: 'other', to: 'a' },
      ]),
    );
    expect(responseCodes.map(({ code }) => code)).toEqual([500, 501, 502, 503, 504, 505, 506, 507, 508, 511]);
    expect(new Set(responseCodes.map(({ goTo }) => JSON.stringify(goTo)))).toEqual(new Set([JSON.stringify(b)]));
  });

  test('a success without a row of its own goes on, a failure ends the chat', () => {
    const { responseCodes, others } = apiOf(call([{ when: 404, to: 'b' }]));
    expect(responseCodes.find(({ code }) => code === 200)?.goTo).toBe('next');
    expect(others.goTo).toBe('end');
  });

  test('rows that somebody changed are what they say', () => {
    const { value } = exportBot(
      adapter,
      defineBot(
        call([
          { when: '5xx', to: 'b' },
          { when: 'other', to: 'a' },
        ]) as never,
      ),
    );
    const changed = structuredClone(value) as { flows: { components: { responseCodes: { code: number; goTo: unknown }[] }[] }[] };
    changed.flows[0]?.components[0]?.responseCodes.splice(0, 9);
    expect(importBot(adapter, changed).value.flows[0]?.nodes[0]?.routes).toEqual([
      { when: { status: 511 }, to: { node: 'b' } },
      { when: { is: 'other' }, to: { node: 'a' } },
    ]);
  });
});

describe('attributes', () => {
  test('are called as m1bot takes it, each once', () => {
    const texts = '{{orderNo}} {{order-no}} {{orderno}} {{größe}} {{7up}}';
    const { value } = exportBot(
      adapter,
      defineBot({ id: 'd', flows: [{ id: 'f', nodes: [{ id: 'm', kind: 'message', text: texts }] }] } as never),
    );
    expect(value.attributes?.map(({ key, name }) => [key, name])).toEqual([
      ['orderno2', 'orderNo'],
      ['orderno3', 'order-no'],
      ['orderno', 'orderno'],
      ['groe', 'größe'],
      ['attribute7up', '7up'],
    ]);
    expect(value.flows[0]?.components[0]).toMatchObject({ message: '/orderno2 /orderno3 /orderno /groe /attribute7up' });
  });

  test('values of a response are attributes of their own', () => {
    const bot = call([], { response: { variable: 'order', fields: [{ name: 'status', path: '$.data[0].status' }] } });
    const { value, diagnostics } = exportBot(adapter, defineBot(bot as never));
    expect(value.apis?.[0]).toMatchObject({ response: [{ path: 'data.0.status', attribute: 'orderstatus' }] });
    expect(diagnostics.map(({ code, loss }) => [code, loss])).toContainEqual(['response-missing-kept', 'degraded']);
  });

  test('what stands deeper in a response is one as well, mapped by its path', () => {
    const bot = saying('{{order.$body.data[0].name}}, {{order.$body.at}}');
    const { value, diagnostics } = exportBot(adapter, defineBot(bot as never));
    expect(value.apis?.[0]?.response).toEqual([
      { path: 'data.0.name', attribute: 'orderdata0name' },
      { path: 'at', attribute: 'orderat' },
    ]);
    expect(value.flows[0]?.components[3]).toMatchObject({ message: '/orderdata0name, /orderat' });
    expect(diagnostics.filter(({ loss }) => loss !== 'assumed').map(({ code, place }) => [code, place])).toEqual([
      ['response-missing-kept', '/integrations/0/response'],
    ]);
  });

  test.each([
    ['{{order.$body["a.b"]}}', 'path-not-carried', '/integrations/0/response'],
    ['{{order.$body}}', 'read-not-carried', '/flows/0/nodes/3/content/0'],
    ['{{order.$body[{{n}}]}}', 'read-not-carried', '/flows/0/nodes/3/content/0'],
    ['{{order.$status}}', 'read-not-carried', '/flows/0/nodes/3/content/0'],
  ])('what no attribute can be is reported where it is read or taken: %s', (text, code, place) => {
    const { diagnostics } = exportBot(adapter, defineBot(saying(text) as never));
    expect(diagnostics).toContainEqual(expect.objectContaining({ code, place }));
  });

  test('one value for two of them is reported', () => {
    const fields = ['a', 'b'].map((name) => ({ name, path: '$.x', to: name }));
    const bot = call([], { response: { variable: 'order', fields, onMissing: 'keep' } });
    expect(exportBot(adapter, defineBot(bot as never)).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'mapped-twice', loss: 'assumed', place: '/integrations/0/response/fields/1' }),
    );
  });

  test('a path that no mapping says is reported', () => {
    const bot = call([], { response: { variable: 'order', fields: [{ name: 'ids', path: '$..id', to: 'ids' }], onMissing: 'keep' } });
    const { diagnostics } = exportBot(adapter, defineBot(bot as never));
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'path-not-carried', loss: 'dropped', place: '/integrations/0/response/fields/0' }),
    );
  });
});

test('an API key becomes a header with a blank, never a value', () => {
  const bot = {
    ...call([], { credential: 'shop' }),
    credentials: [{ id: 'shop', kind: 'access-token', fields: { token: { secret: 'SHOP_JWT' } } }],
  };
  expect(exportBot(adapter, defineBot(bot as never)).value.apis?.[0]?.headers).toEqual([
    { key: 'authorization', value: 'Bearer {/secret.SHOP_JWT}' },
  ]);
});

test('a bot for a channel without APIs loses its calls', () => {
  const lost = (channel: string) =>
    exportBot(adapter, defineBot(call([]) as never), { channel }).diagnostics.filter(({ code }) => code === 'api-channel');
  expect(lost('website')).toEqual([expect.objectContaining({ loss: 'dropped', place: '/flows/0/nodes/0' })]);
  expect(lost('whatsapp')).toEqual([]);
});

test('a bot of a channel stays one of it, unless it is written for another', () => {
  const { origins: _, ...bot } = importBot(adapter, { format: 'm1bot/1', bot: { channel: 'telegram' }, flows: [] }).value;
  expect(exportBot(adapter, bot).value.bot.channel).toBe('telegram');
  expect(exportBot(adapter, bot, { channel: 'teams' }).value.bot.channel).toBe('teams');
});

test('a document of a channel becomes one of another, and says what is lost there', () => {
  const document = exportBot(adapter, defineBot(call([]) as never)).value;
  const moved = exportBot(adapter, importBot(adapter, document).value, { channel: 'website' });
  expect(moved.value).toEqual({ ...document, bot: { ...document.bot, channel: 'website' } });
  expect(moved.diagnostics.map(({ code }) => code)).toEqual(['api-channel']);
  const back = exportBot(adapter, importBot(adapter, moved.value).value, { channel: 'whatsapp' });
  expect(back).toMatchObject({ value: document, diagnostics: [] });
});

test('channels are those m1bot has, and those whose bots are said to have APIs', () => {
  const { capabilities } = createM1botAdapter({ policies: { apiChannels: ['whatsapp', 'sms'] } });
  expect(Object.keys(capabilities.channels)).toEqual(['whatsapp', 'website', 'messenger', 'telegram', 'teams', 'sms']);
});

describe('what an export says of', () => {
  const reported = (bot: object) => exportBot(adapter, defineBot({ id: 'd', semantics: adapter.semantics, ...bot } as never)).diagnostics;

  test('a variable that was to be forgotten', () => {
    const bot = { variables: [{ name: 'basket' }], flows: [{ id: 'f', nodes: [{ id: 'm', kind: 'message', text: '{{basket}}' }] }] };
    expect(reported(bot)).toEqual([expect.objectContaining({ code: 'longer-life', loss: 'assumed', place: '/variables/0' })]);
    const { variables: _, ...undeclared } = bot;
    expect(reported(undeclared)).toEqual([
      expect.objectContaining({
        code: 'longer-life',
        place: '',
        reason: 'basket is forgotten with the session; as an attribute it stays with the contact.',
      }),
    ]);
  });

  test('ways out of a component nobody described', () => {
    const carried = { id: 'p', kind: 'platform', adapter: 'm1bot', raw: { component: 'appointment' }, routes: [{ to: { end: 'flow' } }] };
    const found = reported({ flows: [{ id: 'f', nodes: [carried] }] });
    expect(found).toEqual([expect.objectContaining({ code: 'routes-not-carried', loss: 'degraded', place: '/flows/0/nodes/0' })]);
  });
});
