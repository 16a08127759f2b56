import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallPage, Json, NextPage, Pagination, RenderedRequest } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered } from './calls.fixture.ts';
import { httpServer, onRequest, rawServer } from './servers.fixture.ts';

interface Asked {
  readonly url: URL;
  readonly request: IncomingMessage;
}

/** Answers a request with what `answer` gives, and remembers it. */
const pagedServer = async (answer: (asked: Asked, number: number, response: ServerResponse) => Json | undefined) => {
  const asked: Asked[] = [];
  const server = await httpServer((request, response) => {
    const one = { url: new URL(request.url ?? '', `http://${request.headers.host}`), request };
    asked.push(one);
    const body = answer(one, asked.length, response);
    if (body !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  return { ...server, asked };
};

const paged = (next: NextPage, more: Partial<Pagination> = {}): Partial<RenderedRequest> => ({
  pagination: { next, rows: '$.items', ...more },
});

const searches = (asked: readonly Asked[]): readonly string[] => asked.map(({ url }) => url.search);

const things = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('a list in pages is read to its end', () => {
  test('by the links of its header', async () => {
    const server = await pagedServer(({ url }, _number, response) => {
      const page = Number(url.searchParams.get('p') ?? 1);
      const links = [
        '<https://a.example/help>; rel="help"',
        ...(page < 3 ? [`</list?p=${page + 1}&q=a%20b>; title="x, y"; rel="last next"`] : []),
      ];
      response.setHeader('link', links);
      return { items: [page] };
    });
    const result = await callOnce(`${server.url}/list?q=a%20b`, { request: paged({ link: 'header' }) });
    expect([brief(result), result.body]).toEqual(['response 200', [1, 2, 3]]);
    expect(searches(server.asked)).toEqual(['?q=a%20b', '?p=2&q=a%20b', '?p=3&q=a%20b']);
  });

  test('by the addresses in its body', async () => {
    const server = await pagedServer(({ url }) => {
      const page = Number(url.searchParams.get('p') ?? 1);
      return { items: [page], links: { next: page < 3 ? `${url.origin}/list?p=${page + 1}` : null } };
    });
    const result = await callOnce(`${server.url}/list`, { request: paged({ link: { jsonpath: '$.links.next' } }) });
    expect(result.body).toEqual([1, 2, 3]);
  });

  test('by its cursor, over pages that are empty', async () => {
    const cursors = ['', 'b&=ä', 'c'];
    const server = await pagedServer(({ url }) => {
      const at = cursors.indexOf(url.searchParams.get('after') ?? '');
      return { items: at === 1 ? [] : [at], next: cursors[at + 1] ?? '' };
    });
    const request = { ...paged({ cursor: '$.next', query: 'after' }), query: [{ name: 'size', value: '10' }] };
    const result = await callOnce(`${server.url}/list`, { request });
    expect(result.body).toEqual([0, 2]);
    expect(searches(server.asked)).toEqual(['?size=10', '?size=10&after=b%26%3D%C3%A4', '?size=10&after=c']);
  });

  test('by the number of the page', async () => {
    const server = await pagedServer(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      return { items: page < 3 ? [page, 'x'] : [] };
    });
    const request = { ...paged({ page: 'page', first: 0 }), query: [{ name: 'page', value: '7' }] };
    const result = await callOnce(server.url, { request });
    expect(result.body).toEqual([0, 'x', 1, 'x', 2, 'x']);
    expect(searches(server.asked)).toEqual(['?page=0', '?page=1', '?page=2', '?page=3']);
  });

  test('by the rows so far', async () => {
    const all = things(7);
    const server = await pagedServer(({ url }) => {
      const from = Number(url.searchParams.get('from'));
      return { items: all.slice(from, from + 3) };
    });
    const result = await callOnce(server.url, { request: paged({ offset: 'from' }) });
    expect(result.body).toEqual(all);
    expect(searches(server.asked)).toEqual(['?from=0', '?from=3', '?from=6', '?from=7']);
  });

  test('and is the list of its bodies where nothing says what its rows are', async () => {
    const server = await pagedServer((_asked, number) => ({ number, next: number < 2 ? 'b' : null }));
    const { body } = await callOnce(server.url, { request: { pagination: { next: { cursor: '$.next', query: 'c' } } } });
    expect(body).toEqual([
      { number: 1, next: 'b' },
      { number: 2, next: null },
    ]);
  });

  test('with the same method, headers and body each time', async () => {
    const bodies: string[] = [];
    const server = await httpServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        bodies.push(`${request.method} ${request.headers['x-a']} ${body}`);
        response.end(JSON.stringify({ items: [1], next: bodies.length === 1 ? 2 : undefined }));
      });
    });
    const request = {
      ...paged({ cursor: '$.next', query: 'c' }),
      method: 'POST',
      headers: [{ name: 'x-a', value: 'b' }],
      body: '{"q":1}',
    } as const;
    expect((await callOnce(server.url, { request })).body).toEqual([1, 1]);
    expect(bodies).toEqual(['POST b {"q":1}', 'POST b {"q":1}']);
  });
});

describe('a list without an end ends', () => {
  test.each<[string, NextPage, (asked: Asked, number: number) => Json, Json, number]>([
    ['at a cursor that comes again', { cursor: '$.next', query: 'c' }, (_asked, number) => ({ items: [number], next: 'same' }), [1, 2], 2],
    [
      'at cursors that go round',
      { cursor: '$.next', query: 'c' },
      (_asked, number) => ({ items: [number], next: number % 2 === 0 ? 'even' : 'odd' }),
      [1, 2, 3],
      3,
    ],
    ['at a link to itself', { link: { jsonpath: '$.next' } }, ({ url }) => ({ items: [1], next: url.href }), [1], 1],
    ['at a page that is the one before', { page: 'p' }, () => ({ items: [1, 2] }), [1, 2], 2],
    ['at an offset that is not looked at', { offset: 'o' }, () => ({ items: [1, 2] }), [1, 2], 2],
  ])('%s', async (_name, next, answer, expected, requests) => {
    const server = await pagedServer(answer);
    const result = await callOnce(server.url, { request: paged(next) });
    expect([brief(result), result.body, server.asked.length]).toEqual(['response 200', expected, requests]);
  });

  test('at so many pages, and so many rows', async () => {
    const server = await pagedServer((_asked, number) => ({ items: [number, -number], next: `after-${number}` }));
    const next = { cursor: '$.next', query: 'c' };
    expect((await callOnce(server.url, { request: paged(next, { maxPages: 2 }) })).body).toEqual([1, -1, 2, -2]);
    server.asked.length = 0;
    expect((await callOnce(server.url, { request: paged(next, { maxRows: 3 }) })).body).toEqual([1, -1, 2]);
    expect(server.asked).toHaveLength(2);
    server.asked.length = 0;
    expect((await callOnce(server.url, { request: paged(next) })).body).toHaveLength(200);
  });

  test('when its pages are too large together', async () => {
    const server = await pagedServer((_asked, number) => ({ items: ['x'.repeat(400)], next: number }));
    const result = await callOnce(server.url, {
      request: paged({ cursor: '$.next', query: 'c' }),
      http: { limits: { responseBytes: 1_000 } },
    });
    expect([brief(result), server.asked.length]).toEqual(['error too-large', 3]);
    expect(result).not.toHaveProperty('body');
  });

  test('at the deadline, which is one for all pages', async () => {
    const server = await pagedServer((_asked, number) => (number < 3 ? { items: [number], next: number } : undefined));
    const result = await callOnce(server.url, { request: paged({ cursor: '$.next', query: 'c' }), options: { timeoutMs: 200 } });
    expect([brief(result), server.asked.length]).toEqual(['timeout', 3]);
    expect(result).not.toHaveProperty('body');
    await server.idle();
  });
});

describe('some pages never pass for all', () => {
  test('a page that fails is what the call ends as', async () => {
    const server = await pagedServer((_asked, number, response) => {
      if (number === 2) response.statusCode = 500;
      return number === 2 ? { problem: 'no' } : { items: [1], next: 'b' };
    });
    const result = await callOnce(server.url, { request: paged({ cursor: '$.next', query: 'c' }) });
    expect([brief(result), result.body]).toEqual(['response 500', { problem: 'no' }]);
  });

  test.each<[string, NextPage, (asked: Asked, response: ServerResponse) => Json, string]>([
    ['a cursor that is a list', { cursor: '$.items', query: 'c' }, () => ({ items: [1] }), 'error bad-body'],
    ['a link that is no address', { link: { jsonpath: '$.next' } }, () => ({ items: [], next: 'http://' }), 'error bad-body'],
    [
      'a header that cannot be read',
      { link: 'header' },
      (_asked, response) => {
        response.setHeader('link', '</list?p=2; rel=next');
        return { items: [] };
      },
      'error bad-body',
    ],
    ['a link elsewhere', { link: { jsonpath: '$.next' } }, () => ({ items: [], next: 'http://127.0.0.1:1/list' }), 'error redirect'],
    [
      'a link that is no web address',
      { link: { jsonpath: '$.next' } },
      () => ({ items: [], next: 'file:///etc/passwd' }),
      'error redirect',
    ],
  ])('%s', async (_name, next, answer, expected) => {
    const server = await pagedServer((asked, _number, response) => answer(asked, response));
    const result = await callOnce(server.url, { request: paged(next) });
    expect([brief(result), server.asked.length]).toEqual([expected, 1]);
    expect(result).not.toHaveProperty('body');
  });

  test('a path that is none is not configured right, and nothing is sent', async () => {
    const server = await pagedServer(() => ({ items: [] }));
    expect(brief(await callOnce(server.url, { request: paged({ cursor: 'next', query: 'c' }) }))).toBe('error configuration');
    expect(server.asked).toEqual([]);
  });
});

describe('each page', () => {
  test('is told of, with where it was asked for, its rows and how it ended', async () => {
    const server = await pagedServer((_asked, number, response) => {
      if (number === 2 || number === 4) response.statusCode = 503;
      return { items: things(number), next: number < 4 ? `after-${number}` : null };
    });
    const pages: CallPage[] = [];
    const options = { retry: { retries: 1, statuses: [503] }, onPage: (page: CallPage) => pages.push(page) };
    await callOnce(`${server.url}/list?q=1`, { request: paged({ cursor: '$.next', query: 'c' }), options });
    const ended = (status: number) => ({ kind: 'response', status });
    expect(pages).toMatchObject([
      { number: 1, url: `${server.url}/list?q=1`, outcome: ended(200), rows: 1 },
      { number: 2, url: `${server.url}/list?q=1&c=after-1`, outcome: ended(200), rows: 3 },
      { number: 3, url: `${server.url}/list?q=1&c=after-3`, outcome: ended(200), rows: 5 },
    ]);
  });

  test('is tried again for itself', async () => {
    const server = await pagedServer((_asked, number, response) => {
      if (number % 2 === 1) response.statusCode = 503;
      return { items: [number], next: number < 6 ? number : null };
    });
    const options = { retry: { retries: 1, statuses: [503] } };
    const result = await callOnce(server.url, { request: paged({ cursor: '$.next', query: 'c' }), options });
    expect([brief(result), result.body]).toEqual(['response 200', [2, 4, 6]]);
  });

  test('has a key of its own, which stays the same when it is sent again', async () => {
    const keys: unknown[] = [];
    const server = await pagedServer(({ request }, number, response) => {
      keys.push(request.headers['idempotency-key']);
      if (number === 2 || number === 3) request.socket.resetAndDestroy();
      else return { items: [number], next: number < 5 ? number : null };
      response.destroy();
      return undefined;
    });
    const request = { ...paged({ cursor: '$.next', query: 'c' }), method: 'POST', idempotencyHeader: 'Idempotency-Key' } as const;
    const options = { idempotencyKey: 'turn-7', retry: { retries: 2, statuses: [] } };
    const result = await callOnce(server.url, { request, options });
    expect([brief(result), result.body]).toEqual(['response 200', [1, 4, 5]]);
    expect(keys).toEqual(['turn-7', 'turn-7/page-2', 'turn-7/page-2', 'turn-7/page-2', 'turn-7/page-3']);
  });

  test('proves who asks, once', async () => {
    const server = await pagedServer(({ url }, number) => ({
      items: [number],
      next: number < 3 ? url.href.replace(/&n=.*|$/, `&n=${number}`) : null,
    }));
    const credential = { id: 'shop', kind: 'api-key', fields: { query: 'key', key: { secret: 'KEY' } } };
    const request = { ...paged({ link: { jsonpath: '$.next' } }), credential };
    const result = await callOnce(server.url, { request, http: { secrets: { reveal: () => 's3cret' } } });
    expect(result.body).toEqual([1, 2, 3]);
    expect(server.asked.map(({ url }) => url.searchParams.getAll('key'))).toEqual([['s3cret'], ['s3cret'], ['s3cret']]);
  });

  test('keeps the place of its call, on one connection', async () => {
    let open = 0;
    let most = 0;
    const server = await rawServer((socket) =>
      onRequest(socket, (head) => {
        open += 1;
        most = Math.max(most, open);
        const page = Number(/p=(\d)/.exec(head)?.[1]);
        const body = JSON.stringify({ items: page < 3 ? [page] : [] });
        setImmediate(() => {
          open -= 1;
          socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
        });
      }),
    );
    const call = openCall();
    const options = callOptions({ concurrency: { limit: 1, queue: 4 } });
    const results = await Promise.all([1, 2, 3].map(() => call.call(rendered(server.url, paged({ page: 'p' })), options)));
    expect(results.map(({ body }) => body)).toEqual([1, 2, 3].map(() => [1, 2]));
    expect([most, server.accepted()]).toEqual([1, 1]);
  });

  test('may be redirected within its origin', async () => {
    const server = await pagedServer(({ url }, _number, response) => {
      if (url.pathname === '/list') return { items: [1], next: '/moved' };
      if (url.pathname !== '/moved') return { items: [2] };
      response.writeHead(302, { location: '/there' }).end();
      return undefined;
    });
    expect((await callOnce(`${server.url}/list`, { request: paged({ link: { jsonpath: '$.next' } }) })).body).toEqual([1, 2]);
  });
});
