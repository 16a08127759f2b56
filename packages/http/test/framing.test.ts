import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { brief, callOptions, openCall, rendered } from './calls.fixture.ts';
import { onRequest, rawServer, type TestServer } from './servers.fixture.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const chunked = `${head}transfer-encoding: chunked\r\n\r\n`;

type Method = 'GET' | 'HEAD';

/** Answers every request with these bytes and leaves the connection open. */
const answering = (answer: string | Buffer): Promise<TestServer> => rawServer((socket) => onRequest(socket, () => socket.write(answer)));

/** How a call to a server ends, and what is in the body; afterwards no socket may be open. */
const ending = async (server: TestServer, timeoutMs = 20_000, method: Method = 'GET') => {
  const call = openCall({ limits: { headerBytes: 8_000 } });
  const result = await call.call(rendered(server.url, { method }), callOptions({ timeoutMs }));
  await call.dispose();
  await server.idle();
  return 'body' in result ? [brief(result), result.body] : [brief(result)];
};

describe('an answer that is framed in an unusual but lawful way', () => {
  test.each([
    ['in many chunks', `${chunked}1\r\n[\r\n2\r\n1,\r\n00002\r\n2]\r\n0\r\n\r\n`, [1, 2]],
    ['with extensions of chunks', `${chunked}4;a=b;c\r\n[12]\r\n0;d\r\n\r\n`, [12]],
    ['with trailers', `${chunked}4\r\n[12]\r\n0\r\nx-sum: 1\r\n\r\n`, [12]],
    ['with an empty reason', 'HTTP/1.1 200 \r\ncontent-length: 4\r\n\r\n[12]', [12]],
    ['with a Latin character in a header', `${head}x-name: Zo\xeb\r\ncontent-length: 4\r\n\r\n[12]`, [12]],
    ['as HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 4\r\n\r\n[12]', [12]],
  ])('%s', async (_name, answer, body) => {
    const server = await answering(Buffer.from(answer, 'latin1'));
    expect(await ending(server)).toEqual(['response 200', body]);
  });

  test('byte by byte', async () => {
    const answer = Buffer.from(`${chunked}4\r\n[12]\r\n0\r\n\r\n`);
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        let at = 0;
        const next = () => {
          if (at < answer.length) socket.write(answer.subarray(at, ++at), () => setImmediate(next));
        };
        next();
      }),
    );
    expect(await ending(server)).toEqual(['response 200', [12]]);
  });
});

describe('an answer without a body', () => {
  test.each([
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', 'GET', 204],
    ['204 that names a type', 'HTTP/1.1 204 No Content\r\ncontent-type: application/json\r\n\r\n', 'GET', 204],
    ['205', 'HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n', 'GET', 205],
    ['304', 'HTTP/1.1 304 Not Modified\r\ncontent-encoding: gzip\r\netag: "1"\r\n\r\n', 'GET', 304],
    ['HEAD of something packed', `${head}content-encoding: br\r\ncontent-length: 512\r\n\r\n`, 'HEAD', 200],
    ['HEAD of something in chunks', chunked, 'HEAD', 200],
    ['200 of no length', `${head}content-length: 0\r\n\r\n`, 'GET', 200],
    ['200 of no chunks', `${chunked}0\r\n\r\n`, 'GET', 200],
    ['200 of nothing packed', `${head}content-encoding: gzip\r\ncontent-length: 0\r\n\r\n`, 'GET', 200],
    ['500 of no length', 'HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n', 'GET', 500],
  ] as const)('%s', async (_name, answer, method, status) => {
    expect(await ending(await answering(answer), 20_000, method)).toEqual([`response ${status}`]);
  });
});

describe('an answer that breaks off', () => {
  test.each([
    ['the length is longer than the body', `${head}content-length: 5\r\n\r\n[12]`],
    ['the last chunk is missing', `${chunked}4\r\n[12]\r\n`],
    ['a chunk is shorter than it says', `${chunked}a\r\n[12]`],
    ['the end of the trailers is missing', `${chunked}4\r\n[12]\r\n0\r\nx-sum: 1\r\n`],
    ['the end of the headers is missing', `${head}content-length: 4\r\n`],
    ['something packed is not complete', `${head}content-encoding: gzip\r\ncontent-length: 99\r\n\r\n`],
  ])('%s: reset when the server leaves, timeout when it stays', async (_name, answer) => {
    const leaving = await rawServer((socket) => onRequest(socket, () => socket.end(answer)));
    expect(await ending(leaving)).toEqual(['error reset']);
    expect(await ending(await answering(answer), 100)).toEqual(['timeout']);
  });
});

describe('an answer that breaks the rules of HTTP', () => {
  test.each([
    ['a length below zero', `${head}content-length: -4\r\n\r\n[12]`],
    ['a length that is no number', `${head}content-length: four\r\n\r\n[12]`],
    ['a chunk below zero', `${chunked}-4\r\n[12]\r\n0\r\n\r\n`],
    ['a chunk no number can hold', `${chunked}fffffffffffffffff\r\n[12]`],
    ['a chunk longer than it says', `${chunked}2\r\n[12]\r\n0\r\n\r\n`],
    ['a zero byte in a header', `${head}x-a: a\0b\r\ncontent-length: 4\r\n\r\n[12]`],
    ['a control character in a header', `${head}x-a: a\x01b\r\ncontent-length: 4\r\n\r\n[12]`],
    ['a header name with a space', `${head}x a: 1\r\ncontent-length: 4\r\n\r\n[12]`],
    ['a header name with nothing', `${head}: 1\r\ncontent-length: 4\r\n\r\n[12]`],
    ['a status that is none', 'HTTP/1.1 abc OK\r\ncontent-length: 4\r\n\r\n[12]'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\ncontent-length: 4\r\n\r\n[12]'],
    ['another version', 'HTTP/3.7 200 OK\r\ncontent-length: 4\r\n\r\n[12]'],
  ])('%s: protocol', async (_name, answer) => {
    expect(await ending(await answering(Buffer.from(answer, 'latin1')))).toEqual(['error protocol']);
  });
});

describe('an answer of which nobody can say how long it is', () => {
  test.each([
    ['two lengths', `${head}content-length: 4\r\ncontent-length: 5\r\n\r\n[12]`],
    ['a length twice', `${head}content-length: 4\r\ncontent-length: 4\r\n\r\n[12]`],
    ['a list of lengths', `${head}content-length: 4, 4\r\n\r\n[12]`],
    ['a length and chunks', `${head}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n4\r\n[12]\r\n0\r\n\r\n`],
    ['a length no number can hold', `${head}content-length: 99999999999999999999\r\n\r\n[12]`],
  ])('%s: reset, as it cannot be complete', async (_name, answer) => {
    expect(await ending(await answering(answer))).toEqual(['error reset']);
  });
});

describe('more bytes than were announced', () => {
  test.each([
    ['the rest of a body', 'and more'],
    ['another answer', `${head}content-length: 6\r\n\r\n"evil"`],
  ])('%s: never the answer to another call', async (_name, rest) => {
    let connections = 0;
    const server = await rawServer((socket) => {
      connections += 1;
      const wrong = connections === 1;
      onRequest(socket, () => socket.write(`${head}content-length: 4\r\n\r\n[12]${wrong ? rest : ''}`));
    });
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    const ends = await Promise.all(
      [1, 2, 3].map(async () => {
        const result = await call.call(rendered(server.url), callOptions());
        return [brief(result), result.body];
      }),
    );
    expect(ends[0]).toEqual(['response 200', [12]]);
    for (const end of ends) expect(end).not.toContain('evil');
    expect(ends.at(-1)).toEqual(['response 200', [12]]);
    await call.dispose();
    await server.idle();
  });

  test.each([
    ['a body of a 204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n', '[12]'],
    ['a body for HEAD', 'HEAD', `${head}content-length: 4\r\n\r\n`, '[12]'],
  ] as const)('%s is not read as anything', async (_name, method, answer, rest) => {
    let requests = 0;
    const server = await rawServer((socket) => onRequest(socket, () => socket.write(requests++ === 0 ? answer + rest : answer)));
    const call = openCall({ limits: { connectionsPerOrigin: 1 } });
    for (let count = 0; count < 2; count += 1) {
      const result = await call.call(rendered(server.url, { method }), callOptions());
      expect(brief(result)).toMatch(/^response 20[04]$/);
      expect(result).not.toHaveProperty('body');
    }
    await call.dispose();
    await server.idle();
  });
});

describe('headers without measure', () => {
  test.each([
    ['one that is too long', `x-long: ${'x'.repeat(9_000)}\r\n`],
    ['too many', 'x-a: 1\r\n'.repeat(3_000)],
    ['a name that is too long', `${'x'.repeat(9_000)}: 1\r\n`],
  ])('%s: too-large', async (_name, more) => {
    expect(await ending(await answering(`${head}${more}content-length: 4\r\n\r\n[12]`))).toEqual(['error too-large']);
  });

  test.each([
    ['headers', head, 'x-a: 1\r\n'],
    ['a header', `${head}x-a: `, 'x'.repeat(100)],
    ['trailers', `${chunked}4\r\n[12]\r\n0\r\n`, 'x-a: 1\r\n'],
    ['a reason', 'HTTP/1.1 200 ', 'x'.repeat(100)],
    ['an extension of a chunk', `${chunked}4;a=`, 'x'.repeat(100)],
  ])('%s without end: ended, never read to the end', async (_name, start, more) => {
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        socket.write(start);
        const next = () => {
          if (!socket.destroyed) socket.write(more.repeat(100), () => setImmediate(next));
        };
        next();
      }),
    );
    expect(await ending(server, 500)).toEqual([expect.stringMatching(/^(error too-large|error protocol|timeout)$/)]);
  });

  test('a few hundred are no problem', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `x-${index}: ${index}\r\n`).join('');
    expect(await ending(await answering(`${head}${many}content-length: 4\r\n\r\n[12]`))).toEqual(['response 200', [12]]);
  });
});

test('a body that comes packed in chunks is put together first', async () => {
  const packed = gzipSync('[12]');
  const chunks = [...packed].map((byte) => Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]));
  const answer = Buffer.concat([
    Buffer.from(`${head}content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n`),
    ...chunks,
    Buffer.from('0\r\n\r\n'),
  ]);
  expect(await ending(await answering(answer))).toEqual(['response 200', [12]]);
});
