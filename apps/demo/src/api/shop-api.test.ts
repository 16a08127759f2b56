import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoCredentials } from './account-routes.ts';
import { exchange } from './exchange.fixture.ts';
import { type ShopApi, startShopApi } from './shop-api.ts';

let shop: ShopApi;

beforeAll(async () => {
  shop = await startShopApi({ latencyMs: 0, callbackDelayMs: 0, now: () => Date.parse('2026-11-21T12:00:00Z') });
});
afterEach(async () => {
  await shop.control.accept();
  shop.control.reset();
});
afterAll(() => shop.close());

const get = (path: string, headers = {}) => exchange(shop.url + path, { headers });
const post = (path: string, body: unknown, headers = {}) => exchange(shop.url + path, { method: 'POST', headers, body });

describe('orders', () => {
  test('an order tells where it is', async () => {
    const { status, headers, json } = await get('/orders/1001');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(json).toMatchObject({ id: '1001', status: 'shipped', total: '92.70', shipping: { carrier: 'PostNord', eta: '2026-11-24' } });
  });

  test.each(['0000', 'constructor', '__proto__', '%F0%9F%AB%96'])('there is no order %s', async (id) => {
    const { status, headers, json } = await get(`/orders/${id}`);

    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(json).toMatchObject({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: `There is no order ${decodeURIComponent(id)}.`,
    });
  });

  test('a new order can be looked up where Location says', async () => {
    const placed = await post('/orders', { items: [{ sku: 'MUG-01', quantity: 2 }, { sku: 'TEA-02' }], slot: '2026-11-26-08' });

    expect(placed.status).toBe(201);
    expect(placed.json).toMatchObject({
      id: '1013',
      status: 'placed',
      placedAt: '2026-11-21T12:00:00.000Z',
      total: '40.50',
      shipping: { eta: '2026-11-26' },
    });
    expect((await get(placed.headers.location ?? '')).json).toEqual(placed.json);
  });

  test('the same idempotency key places one order, and gives the same answer even after the order has changed', async () => {
    const order = { items: [{ sku: 'MUG-01' }] };
    const first = await post('/orders', order, { 'idempotency-key': 'k1' });
    await post('/orders/1013/cancel', undefined);
    const second = await post('/orders', order, { 'idempotency-key': 'k1' });

    expect(second).toMatchObject({ status: 201, text: first.text, headers: { 'idempotency-replayed': 'true' } });
    expect((await get('/orders/1014')).status).toBe(404);
    expect((await post('/orders', { items: [{ sku: 'MUG-02' }] }, { 'idempotency-key': 'k1' })).status).toBe(422);
  });

  test.each([
    ['no items', { items: [] }, 422, '/items'],
    ['an unknown product', { items: [{ sku: 'MUG-01' }, { sku: 'SPOON' }] }, 422, '/items/1/sku'],
    ['half a mug', { items: [{ sku: 'MUG-01', quantity: 0.5 }] }, 422, '/items/0/quantity'],
    ['a slot that is not', { items: [{ sku: 'MUG-01' }], slot: 'now' }, 422, '/slot'],
  ])('an order with %s is refused where it is wrong', async (_, body, status, pointer) => {
    expect(await post('/orders', body)).toMatchObject({ status, json: { status, errors: [{ pointer }] } });
  });

  test('what is not in stock cannot be ordered', async () => {
    expect(await post('/orders', { items: [{ sku: 'BAK-02' }] })).toMatchObject({
      status: 409,
      json: { detail: 'Only 0 of Baking steel in stock.' },
    });
  });

  test('an order is cancelled until it has left', async () => {
    expect(await post('/orders/1002/cancel', undefined)).toMatchObject({ status: 200, json: { status: 'cancelled' } });
    expect(await post('/orders/1002/cancel', undefined)).toMatchObject({ status: 409, json: { status_of_order: 'cancelled' } });
    expect((await post('/orders/1001/cancel', undefined)).status).toBe(409);
  });
});

describe('catalogue', () => {
  test('paging by the next link shows every product once', async () => {
    const seen: string[] = [];
    let next: string | null = `${shop.url}/products?size=7`;
    let total = 0;
    while (next !== null) {
      const page = (await exchange(next)).json as { items: { sku: string }[]; next: string | null; total: number };
      seen.push(...page.items.map(({ sku }) => sku));
      ({ next, total } = page);
    }

    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    expect(total).toBeGreaterThanOrEqual(30);
  });

  test('a search keeps its words in the next link', async () => {
    const { json, headers } = await get('/products?q=Mug&size=5');

    expect(json).toMatchObject({ page: 1, size: 5, total: 7, next: `${shop.url}/products?q=Mug&size=5&page=2` });
    expect(headers).toMatchObject({ link: `<${shop.url}/products?q=Mug&size=5&page=2>; rel="next"`, 'x-total-count': '7' });
    expect((await get('/products?q=Mug&size=5&page=2')).json).toMatchObject({ items: [{ sku: 'MUG-06' }, { sku: 'MUG-07' }], next: null });
    expect((await get('/products?q=spaceship')).json).toMatchObject({ items: [], total: 0, next: null });
  });

  test.each(['page=0', 'page=x', 'size=51', 'size=-1', 'page=1e3'])('%s is refused', async (query) => {
    expect((await get(`/products?${query}`)).status).toBe(400);
  });

  test('a product has a picture', async () => {
    const { imageUrl } = (await get('/products/MUG-01')).json as { imageUrl: string };

    expect(await exchange(imageUrl)).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } });
    expect((await get('/products/NONE')).status).toBe(404);
  });
});

describe('account', () => {
  const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

  test.each([
    ['an API key', { 'x-api-key': demoCredentials.apiKey }, 200],
    ['Basic', basic(demoCredentials.user, demoCredentials.password), 200],
    ['Bearer, however spelt', { authorization: `bearer ${demoCredentials.token}` }, 200],
    ['a limited key', { 'x-api-key': demoCredentials.limitedApiKey }, 403],
    ['a limited token', { authorization: `Bearer ${demoCredentials.limitedToken}` }, 403],
    ['nothing', {}, 401],
    ['a wrong key', { 'x-api-key': 'guess' }, 401],
    ['a wrong password', basic(demoCredentials.user, 'guess'), 401],
    ['a key in the wrong place', { authorization: `Bearer ${demoCredentials.apiKey}` }, 401],
  ])('%s', async (_, headers, status) => {
    const answer = await get('/account', headers);

    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(status === 200 ? { name: 'Ada Lovelace' } : { status });
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
  });
});

describe('delivery slots', () => {
  test('where the vans go, and where they do not', async () => {
    expect((await get('/delivery-slots?postcode=21119')).json).toMatchObject({ slots: [{ id: '2026-11-25-08' }, {}, {}, {}, {}] });
    expect((await get('/delivery-slots?postcode=99100')).json).toMatchObject({ slots: [] });
    expect((await get('/delivery-slots')).status).toBe(400);
  });
});

describe('payments', () => {
  /** Waits for one callback. */
  const callback = async (status: number) => {
    const received = Promise.withResolvers<unknown>();
    const server = createServer(async (incoming, outgoing) => {
      received.resolve(JSON.parse(await text(incoming)));
      outgoing.writeHead(status).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/paid`,
      received: received.promise.finally(() => server.close()),
    };
  };

  test.each([
    ['1001', 'paid', '92.70'],
    ['1012', 'declined', '565.00'],
  ])('order %s is %s, says the callback', async (orderId, result, amount) => {
    const { url, received } = await callback(204);
    const started = await post('/payments', { orderId, callbackUrl: url });

    expect(started).toMatchObject({
      status: 202,
      headers: { location: '/payments/pay-1' },
      json: { id: 'pay-1', status: 'pending', amount },
    });
    expect(await received).toEqual({ reference: 'pay-1', result, data: { orderId, amount, currency: 'EUR' } });
    await expect.poll(async () => (await get('/payments/pay-1')).json).toMatchObject({ status: result, callback: 'delivered' });
  });

  test('a callback that nobody takes is remembered as failed', async () => {
    const { url } = await callback(500);
    await post('/payments', { orderId: '1001', callbackUrl: url });

    await expect.poll(async () => (await get('/payments/pay-1')).json).toMatchObject({ status: 'paid', callback: 'failed' });
  });

  test.each(['http://shop.example/x', 'http://127.0.0.1.example/', 'https://127.0.0.1/', 'file:///etc/passwd', 'http://10.0.0.1/'])(
    'it does not call back to %s',
    async (callbackUrl) => {
      expect(await post('/payments', { orderId: '1001', callbackUrl })).toMatchObject({
        status: 422,
        json: { errors: [{ pointer: '/callbackUrl' }] },
      });
    },
  );

  test('what is unknown or cancelled is not paid', async () => {
    const callbackUrl = 'http://127.0.0.1:9/';
    expect((await post('/payments', { orderId: '4', callbackUrl })).status).toBe(404);
    expect((await post('/payments', { orderId: '1005', callbackUrl })).status).toBe(409);
  });
});

describe('manners of a server', () => {
  test('HEAD is GET without the body', async () => {
    const [head, whole] = [await exchange(`${shop.url}/orders/1001`, { method: 'HEAD' }), await get('/orders/1001')];

    expect(head).toMatchObject({ status: 200, text: '', headers: { 'content-length': whole.headers['content-length'] } });
  });

  test('OPTIONS and a wrong method say what is allowed', async () => {
    const allow = 'GET, HEAD, OPTIONS';
    expect(await exchange(`${shop.url}/orders/1001`, { method: 'OPTIONS' })).toMatchObject({ status: 204, headers: { allow }, text: '' });
    expect(await exchange(`${shop.url}/orders/1001`, { method: 'DELETE' })).toMatchObject({
      status: 405,
      headers: { allow },
      json: { status: 405 },
    });
    expect(await exchange(`${shop.url}/orders`, { method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } });
  });

  test.each(['/', '/order/1001', '/orders/', '/orders/1001/', '/nothing?a=1'])('%s is nowhere', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json' } });
  });

  test('a malformed address, body, type or size has its own status', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await get('/orders/%E0%A4%A')).status).toBe(400);
    expect((await post('/orders', '{"items":', json)).status).toBe(400);
    expect((await post('/orders', '', json)).status).toBe(400);
    expect((await post('/orders', 'sku=MUG-01', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post('/orders', `"${'x'.repeat(70_000)}"`, json)).status).toBe(413);
    expect((await get('/orders/1001')).status).toBe(200);
  });
});

describe('misbehaviour', () => {
  const order = 'GET /orders/:id';

  test('slow headers arrive late, a slow body in two parts', async () => {
    shop.control.fault(order, { kind: 'slow-headers', delayMs: 40 });
    const before = performance.now();
    const late = await get('/orders/1001');
    expect(performance.now() - before).toBeGreaterThanOrEqual(39);

    shop.control.fault(order, { kind: 'slow-body', delayMs: 40 });
    let half = '';
    const twoParts = await exchange(`${shop.url}/orders/1001`, {
      onFirstBytes: (text) => {
        half = text;
      },
    });
    expect(twoParts.text).toBe(late.text);
    expect(half).toBe(late.text.slice(0, half.length));
    expect(half.length).toBeLessThan(late.text.length);
  });

  test('down is 503, saturated 429, both say when to come back', async () => {
    shop.control.fault('*', { kind: 'down', retryAfterS: 30 });
    expect(await get('/orders/1001')).toMatchObject({ status: 503, headers: { 'retry-after': '30' }, json: { status: 503 } });

    shop.control.fault(order, { kind: 'saturated', retryAfterS: 2 });
    expect(await get('/orders/1001')).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    expect((await get('/products')).status).toBe(503);

    shop.control.clear();
    expect((await get('/orders/1001')).status).toBe(200);
  });

  test('what is refused with a fault is not carried out', async () => {
    shop.control.fault('*', { kind: 'down', retryAfterS: 1 });
    await post('/orders/1002/cancel', undefined);
    shop.control.clear();

    expect((await get('/orders/1002')).json).toMatchObject({ status: 'placed' });
  });

  test('a connection is reset, or refused until the shop opens again', async () => {
    shop.control.fault(order, { kind: 'reset' });
    await expect(get('/orders/1001')).rejects.toMatchObject({ code: 'ECONNRESET' });

    await shop.control.refuse();
    await expect(get('/orders/1001')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    shop.control.clear();
    await shop.control.accept();
    expect((await get('/orders/1001')).status).toBe(200);
  });

  test('a held request is answered when released, its neighbours at once', async () => {
    const hold = shop.control.hold(order);
    let isAnswered = false;
    const held = get('/orders/1001').finally(() => {
      isAnswered = true;
    });
    await hold.arrived;
    expect((await get('/products')).status).toBe(200);
    expect(isAnswered).toBe(false);

    hold.release();
    expect((await held).status).toBe(200);
    expect((await get('/orders/1001')).status).toBe(200);
  });

  test.each([
    ['9003', 503],
    ['9005', 429],
  ])('order %s is always %i', async (id, status) => {
    expect((await get(`/orders/${id}`)).status).toBe(status);
  });

  test('order 9004 never answers, and neither do the slow ones for a while', async () => {
    await expect(get('/orders/9004')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(exchange(`${shop.url}/orders/9001`, { signal: AbortSignal.timeout(60) })).rejects.toThrow();
    await expect(exchange(`${shop.url}/orders/9002`, { signal: AbortSignal.timeout(60) })).rejects.toThrow();
  });

  test('faults are set, seen and cleared over HTTP', async () => {
    expect(await post('/_control/faults', { route: order, fault: { kind: 'down' } })).toMatchObject({ status: 204, text: '' });
    expect((await get('/_control')).json).toMatchObject({ faults: [{ route: order, fault: { kind: 'down', retryAfterS: 2 } }] });
    expect((await get('/orders/1001')).status).toBe(503);

    expect((await exchange(`${shop.url}/_control/faults`, { method: 'DELETE' })).status).toBe(204);
    expect((await get('/orders/1001')).status).toBe(200);

    await post('/orders/1002/cancel', undefined);
    expect((await post('/_control/reset', undefined)).status).toBe(204);
    expect((await get('/orders/1002')).json).toMatchObject({ status: 'placed' });
  });

  test.each([
    { route: 'GET /nothing', fault: { kind: 'down' } },
    { route: order, fault: { kind: 'tired' } },
    { route: order, fault: { kind: 'slow-body', delayMs: -1 } },
    { route: order },
  ])('%j is no fault', async (body) => {
    expect((await post('/_control/faults', body)).status).toBe(422);
  });

  test('the shop can be told over HTTP to refuse callers for a while', async () => {
    expect((await post('/_control/refuse', { forMs: 200 })).status).toBe(202);
    await expect.poll(() => get('/orders/1001').catch(({ code }) => code)).toBe('ECONNREFUSED');
    await expect.poll(() => get('/orders/1001').catch(() => ({}))).toMatchObject({ status: 200 });
  });

  test('closing ends what is held or slow, and payments that were to call back', async () => {
    const other = await startShopApi({ callbackDelayMs: 60_000 });
    await exchange(`${other.url}/payments`, { method: 'POST', body: { orderId: '1001', callbackUrl: 'http://127.0.0.1:9/' } });
    const hold = other.control.hold('*');
    const held = exchange(`${other.url}/products`);
    const rejection = expect(held).rejects.toThrow();
    await hold.arrived;

    await other.close();
    await rejection;
  });
});

test('requests are reported, those without an answer too', async () => {
  const seen: string[] = [];
  const both = Promise.withResolvers<void>();
  const other = await startShopApi({
    onRequest({ method, path, status }) {
      seen.push(`${method} ${path} ${status}`);
      if (seen.length === 2) both.resolve();
    },
  });
  await exchange(`${other.url}/orders/1001?x=1`);
  await exchange(`${other.url}/orders/9004`).catch(() => {});
  await both.promise;
  await other.close();

  expect(seen).toEqual(['GET /orders/1001?x=1 200', 'GET /orders/9004 undefined']);
});
