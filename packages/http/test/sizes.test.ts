import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { CallResult } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { brief, callOnce, callOptions, openCall, rendered } from './calls.fixture.ts';
import { httpServer, onRequest, rawServer, type TestServer } from './servers.fixture.ts';

const megabyte = 1_000_000;

/** What a call takes up beyond what there was before, in bytes, at the moment it took most. */
const peakOf = async (work: () => Promise<CallResult>): Promise<{ readonly result: CallResult; readonly peakBytes: number }> => {
  const before = process.memoryUsage().arrayBuffers;
  let peakBytes = 0;
  let isOver = false;
  const look = () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage().arrayBuffers - before);
    if (!isOver) setImmediate(look);
  };
  look();
  try {
    return { result: await work(), peakBytes };
  } finally {
    isOver = true;
  }
};

/** Sends a body of so many bytes, all from one small piece of memory. */
const streaming = (bytes: number, headers: Record<string, string>): Promise<TestServer> => {
  const piece = Buffer.alloc(65_536, ' ');
  return httpServer((_request, response) => {
    response.writeHead(200, headers);
    let left = bytes;
    const more = () => {
      while (left > 0) {
        const sent = piece.subarray(0, Math.min(left, piece.length));
        left -= sent.length;
        if (!response.write(sent)) return response.once('drain', more);
      }
      return response.end();
    };
    more();
  });
};

describe('a body of 30 MB', () => {
  test.each([
    ['that says so', { 'content-length': `${30 * megabyte}` }, 2 * megabyte],
    ['that does not say so', { 'transfer-encoding': 'chunked' }, 16 * megabyte],
  ])('%s: too-large, and is never held in memory', async (_name, headers, mostBytes) => {
    const server = await streaming(30 * megabyte, headers);
    const call = openCall();
    const { result, peakBytes } = await peakOf(() => call.call(rendered(server.url), callOptions()));
    expect(brief(result)).toBe('error too-large');
    expect(peakBytes).toBeLessThan(mostBytes);
    // The connection goes with it: nobody reads the rest.
    await server.idle();
  });
});

test('a body of 9 MB is read', async () => {
  const rows = Array.from({ length: 90_000 }, (_, index) => ({ index, text: 'x'.repeat(80) }));
  const json = JSON.stringify(rows);
  expect(json.length).toBeGreaterThan(9 * megabyte);
  for (const [body, headers] of [
    [json, {}],
    [gzipSync(json), { 'content-encoding': 'gzip' }],
  ] as const) {
    const server = await httpServer((_request, response) => response.writeHead(200, headers).end(body));
    const result = await callOnce(server.url);
    expect(brief(result)).toBe('response 200');
    expect((result.body as typeof rows).length).toBe(90_000);
  }
  const xml = `<rows>${rows.map(({ index, text }) => `<row i="${index}">${text}</row>`).join('')}</rows>`;
  const server = await httpServer((_request, response) => response.end(xml));
  const { body } = await callOnce(server.url, { request: { responseFormat: 'xml' } });
  expect((body as { rows: { row: unknown[] } }).rows.row[89_999]).toEqual({ '@i': '89999', '#text': 'x'.repeat(80) });
});

test('a long document of XML does not hold up a deadline', async () => {
  const xml = `<r>${'<a b=""/>'.repeat(900_000)}</r>`;
  const server = await httpServer((_request, response) => response.end(xml));
  const result = await callOnce(server.url, { request: { responseFormat: 'xml' }, options: { timeoutMs: 150 } });
  expect(brief(result)).toBe('timeout');
});

describe('a small body that becomes a large one', () => {
  // A gzip file may be many files in a row: 10 KB for every 10 MB.
  const gigabyte = Buffer.concat(Array.from({ length: 100 }, () => gzipSync(Buffer.alloc(10 * megabyte))));
  const zeros = Buffer.alloc(100 * megabyte);

  test.each([
    ['gzip', gigabyte],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['zstd', zstdCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gigabyte)],
    ['gzip, br', brotliCompressSync(gigabyte)],
  ])('%s: too-large, and is never held in memory', async (encoding, body) => {
    expect(body.length).toBeLessThan(2 * megabyte);
    const server = await httpServer((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
    const call = openCall();
    const { result, peakBytes } = await peakOf(() => call.call(rendered(server.url), callOptions()));
    expect(brief(result)).toBe('error too-large');
    expect(peakBytes).toBeLessThan(40 * megabyte);
    await call.dispose();
    await server.idle();
  });
});

describe('content encodings', () => {
  const text = JSON.stringify(Array.from({ length: 500 }, (_, index) => `row ${index}`));
  const packed = (encoding: string, body: Buffer | string) =>
    httpServer((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));

  test('in two headers are undone like those in one', async () => {
    const server = await httpServer((_request, response) =>
      response
        .writeHead(200, [
          ['content-encoding', 'gzip'],
          ['content-encoding', 'br'],
        ])
        .end(brotliCompressSync(gzipSync(text))),
    );
    expect((await callOnce(server.url)).body).toEqual(JSON.parse(text));
  });

  test('may be five at once, and not six', async () => {
    let body = Buffer.from(text);
    for (let count = 0; count < 5; count += 1) body = gzipSync(body);
    expect((await callOnce((await packed('gzip, gzip,gzip ,gzip, identity, ,gzip', body)).url)).body).toEqual(JSON.parse(text));
    expect(brief(await callOnce((await packed('gzip,gzip,gzip,gzip,gzip,gzip', gzipSync(body))).url))).toBe('error unsupported');
  });

  test.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['br, gzip', gzipSync(brotliCompressSync(text))],
  ])('%s that ends too early, anywhere: bad-body', async (encoding, body) => {
    for (const end of [1, 2, 8, body.length >> 1, body.length - 5, body.length - 1]) {
      const server = await packed(encoding, body.subarray(0, end));
      expect([end, brief(await callOnce(server.url, { request: { responseFormat: 'text' } }))]).toEqual([end, 'error bad-body']);
    }
  });

  test.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
  ])('%s with a sum that is wrong: bad-body', async (encoding, body) => {
    const wrong = Buffer.from(body);
    const at = encoding === 'gzip' ? body.length - 8 : body.length - 4;
    wrong[at] = (wrong[at] ?? 0) ^ 0xff;
    expect(brief(await callOnce((await packed(encoding, wrong)).url))).toBe('error bad-body');
  });

  test('that is not packed at all, or packed as something else: bad-body', async () => {
    for (const [encoding, body] of [
      ['gzip', text],
      ['gzip', brotliCompressSync(text)],
      ['br', gzipSync(text)],
      ['zstd', text],
      ['gzip, br', gzipSync(text)],
    ] as const) {
      expect([encoding, brief(await callOnce((await packed(encoding, body)).url))]).toEqual([encoding, 'error bad-body']);
    }
  });

  test('of an error count as much as of a success', async () => {
    const server = await httpServer((_request, response) => response.writeHead(500, { 'content-encoding': 'gzip' }).end('Oh no'));
    expect(brief(await callOnce(server.url))).toBe('error bad-body');
  });
});

describe('a long address', () => {
  test('goes out, and the server says what it thinks of it', async () => {
    const taking = await rawServer((socket) =>
      onRequest(socket, (head) => {
        const { length } = /^GET (\S+) /.exec(head)?.[1] ?? '';
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${`${length}`.length}\r\n\r\n${length}`);
      }),
    );
    expect((await callOnce(`${taking.url}/${'x'.repeat(300_000)}`)).body).toBe(300_001);
    const refusing = await httpServer((_request, response) => response.end('{}'));
    expect(brief(await callOnce(`${refusing.url}/${'x'.repeat(300_000)}`))).toMatch(/^(response 431|error reset)$/);
  });

  test('to be redirected to counts as a header: too-large', async () => {
    const server = await httpServer((_request, response) => response.writeHead(302, { location: `/${'x'.repeat(20_000)}` }).end());
    expect(brief(await callOnce(server.url))).toBe('error too-large');
    await server.idle();
  });
});

describe('a large request', () => {
  test('goes out whole', async () => {
    const server = await httpServer(async (request, response) => {
      let bytes = 0;
      for await (const chunk of request) bytes += (chunk as Buffer).length;
      response.end(`${bytes}`);
    });
    expect((await callOnce(server.url, { request: { method: 'POST', body: 'é'.repeat(5 * megabyte) } })).body).toBe(10 * megabyte);
  });

  test('may be answered before it was read', async () => {
    const server = await rawServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 413 Content Too Large\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}'));
      socket.resume();
    });
    const result = await callOnce(server.url, { request: { method: 'POST', body: 'x'.repeat(5 * megabyte) } });
    expect([brief(result), result.body]).toEqual(['response 413', {}]);
    await server.idle();
  });

  test('that nobody reads: timeout', async () => {
    const server = await rawServer((socket) => socket.pause());
    const result = await callOnce(server.url, {
      request: { method: 'POST', body: 'x'.repeat(20 * megabyte) },
      options: { timeoutMs: 200 },
    });
    expect(brief(result)).toBe('timeout');
    for (const socket of server.sockets) socket.resume();
    await server.idle();
  });
});
