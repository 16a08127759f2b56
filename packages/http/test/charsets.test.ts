import { compileJsonPath } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { brief, callOnce, sendOnce } from './calls.fixture.ts';
import { httpServer } from './servers.fixture.ts';

type Format = 'json' | 'xml' | 'text';

const ending = async (responseFormat: Format, body: Buffer | string, contentType: string, status = 200) => {
  const server = await httpServer((_request, response) => response.writeHead(status, { 'content-type': contentType }).end(body));
  const result = await callOnce(server.url, { request: { responseFormat } });
  return 'body' in result ? [brief(result), result.body] : [brief(result)];
};

const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const gbk = Buffer.from([0x22, 0xc4, 0xe3, 0xba, 0xc3, 0x22]);
const shiftJis = Buffer.from([0x22, 0x82, 0xb1, 0x22]);

describe('a body in the charset its type names', () => {
  test.each([
    ['UTF-8', Buffer.from('"é"'), 'utf-8', 'é'],
    ['UTF8 without the hyphen', Buffer.from('"é"'), 'UTF8', 'é'],
    ['UTF-8 in quotes', Buffer.from('"é"'), '"utf-8"', 'é'],
    ['UTF-8 in single quotes', Buffer.from('"é"'), "'utf-8'", 'é'],
    ['UTF-16', utf16le('"é"'), 'utf-16', 'é'],
    ['UTF-16LE', utf16le('"é😀"'), 'utf-16le', 'é😀'],
    ['UTF-16BE', utf16be('"é"'), 'utf-16be', 'é'],
    ['Latin 1', latin1('"\xe9"'), 'latin1', 'é'],
    ['Latin 1, which everybody takes for Windows', latin1('"\x80"'), 'iso-8859-1', '€'],
    ['US-ASCII, which everybody takes for Windows', latin1('"\xe9"'), 'us-ascii', 'é'],
    ['GBK', gbk, 'gbk', '你好'],
    ['GB2312, which is GBK', gbk, 'gb2312', '你好'],
    ['Shift_JIS', shiftJis, 'Shift_JIS', 'こ'],
    ['one that nobody knows: UTF-8', Buffer.from('"é"'), 'klingon', 'é'],
  ])('%s', async (_name, body, charset, text) => {
    expect(await ending('json', body, `application/json; charset=${charset}`)).toEqual(['response 200', text]);
    expect(await ending('text', body, `text/plain; charset=${charset}`)).toEqual(['response 200', `"${text}"`]);
  });
});

describe('a byte order mark', () => {
  test.each([
    ['UTF-8', Buffer.from('\ufeff"é"')],
    ['UTF-16LE', utf16le('\ufeff"é"')],
    ['UTF-16BE', utf16be('\ufeff"é"')],
  ])('of %s goes before what the type says, and is no part of the text', async (_name, body) => {
    for (const type of ['application/json', 'application/json; charset=latin1', 'application/json; charset=utf-8']) {
      expect(await ending('json', body, type)).toEqual(['response 200', 'é']);
      expect(await ending('text', body, type)).toEqual(['response 200', '"é"']);
    }
    expect(await ending('xml', Buffer.from(body), 'text/xml', 500)).toEqual(['response 500', '"é"']);
  });

  test('within a text is a character', async () => {
    expect(await ending('text', '\ufeff\ufeffa', 'text/plain')).toEqual(['response 200', '\ufeffa']);
  });
});

describe('bytes that the charset does not know', () => {
  test.each([
    ['UTF-8', latin1('"a\xe9"'), 'utf-8', '"a�"'],
    ['UTF-8, cut in the middle of a character', Buffer.from('"é').subarray(0, 2), 'utf-8', '"�'],
    ['UTF-8, written in more bytes than needed', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'utf-8', '"��"'],
    ['UTF-16', utf16le('"a').subarray(0, 3), 'utf-16', '"�'],
    ['GBK', Buffer.from([0x22, 0xff, 0x22]), 'gbk', '"�"'],
  ])('%s: a question mark in text and in errors, bad-body where the format was promised', async (_name, body, charset, text) => {
    expect(await ending('text', body, `text/plain; charset=${charset}`)).toEqual(['response 200', text]);
    expect(await ending('json', body, `application/json; charset=${charset}`)).toEqual(['error bad-body']);
    expect(await ending('xml', body, `application/xml; charset=${charset}`)).toEqual(['error bad-body']);
    expect((await ending('json', body, `application/json; charset=${charset}`, 500))[0]).toBe('response 500');
    expect(await ending('xml', body, `application/xml; charset=${charset}`, 500)).toEqual(['response 500', text]);
  });
});

describe('a body read as XML', () => {
  const order =
    '<?xml version="1.0"?>\n<order id="7">\n  <item sku="a"><price>12.50</price></item>\n  <item sku="b"><price>3</price></item>\n</order>';

  test('is JSON that paths find their way in', async () => {
    const server = await httpServer((_request, response) => response.writeHead(200, { 'content-type': 'application/xml' }).end(order));
    const { body = null } = await callOnce(server.url, { request: { responseFormat: 'xml' } });
    expect(body).toEqual({
      order: {
        '@id': '7',
        item: [
          { '@sku': 'a', price: '12.50' },
          { '@sku': 'b', price: '3' },
        ],
      },
    });
    const select = (path: string) => compileJsonPath(path).select(body);
    expect(select("$.order['@id']")).toEqual(['7']);
    expect(select('$.order.item[*].price')).toEqual(['12.50', '3']);
    expect(select("$.order.item[?@['@sku']=='b'].price")).toEqual(['3']);
    expect((await sendOnce(server.url)).body).toBe(order);
  });

  test.each([
    ['UTF-8 that says nothing', Buffer.from('<a>é</a>'), 'text/xml'],
    ['what its declaration says', latin1('<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?><a>\xe9</a>'), 'application/xml'],
    ['what its type says, whatever it declares', Buffer.from("<?xml version='1.0' encoding='latin1'?><a>é</a>"), 'text/xml; charset=utf-8'],
    ['UTF-8 although it declares UTF-16', Buffer.from('<?xml version="1.0" encoding="utf-16"?><a>é</a>'), 'text/xml'],
    ['UTF-16 without a mark', utf16le('<?xml version="1.0" encoding="utf-16"?><a>é</a>'), 'text/xml'],
    ['UTF-16BE without a mark', utf16be('<a>é</a>'), 'text/xml'],
    ['UTF-16 with a mark', utf16le('\ufeff<?xml version="1.0" encoding="utf-16"?><a>é</a>'), 'text/xml'],
  ])('is in %s', async (_name, body, type) => {
    expect(await ending('xml', body, type)).toEqual(['response 200', { a: 'é' }]);
  });

  test.each([
    ['HTML', '<html><br></html>', 'text/html'],
    ['JSON', '{"a":1}', 'application/json'],
    ['plain words', 'It is done.', 'text/plain'],
    ['XML that is not complete', '<a><b>', 'application/xml'],
    ['an entity from elsewhere', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', 'application/xml'],
    ['white space', ' \n', 'application/xml'],
  ])('but is %s: bad-body in a success, else its text', async (_name, body, type) => {
    expect(await ending('xml', body, type)).toEqual(['error bad-body']);
    expect(await ending('xml', body, type, 502)).toEqual(['response 502', body]);
  });

  test('is read whatever its status and type', async () => {
    expect(await ending('xml', '<error code="7"/>', 'text/plain', 422)).toEqual(['response 422', { error: { '@code': '7' } }]);
    expect(await ending('xml', '', 'application/xml')).toEqual(['response 200']);
  });

  test('does not show what is in it when it cannot be read', async () => {
    const server = await httpServer((_request, response) => response.end('<canary-name>canary-text</canary-end>'));
    const result = await callOnce(server.url, { request: { responseFormat: 'xml' } });
    expect(brief(result)).toBe('error bad-body');
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});
