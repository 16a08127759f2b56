import { deepestJson } from '@dragoman/core';
import { expect, test } from 'vitest';
import { readXml } from './read-xml.ts';

test.each([
  ['a text', '<status>shipped</status>', { status: 'shipped' }],
  ['a number, which stays text', '<n>0012</n>', { n: '0012' }],
  ['nothing', '<a/>', { a: '' }],
  ['elements', '<order><id>7</id><status>open</status></order>', { order: { id: '7', status: 'open' } }],
  ['a repeated element', '<o><i>1</i><x/><i>2</i><i>3</i></o>', { o: { i: ['1', '2', '3'], x: '' } }],
  ['repeated elements with more in them', '<o><i a="1"/><i>2</i></o>', { o: { i: [{ '@a': '1' }, '2'] } }],
  ['attributes', '<o id="7" lang=\'de\'/>', { o: { '@id': '7', '@lang': 'de' } }],
  ['attributes and a text', '<price currency="EUR">12.50</price>', { price: { '@currency': 'EUR', '#text': '12.50' } }],
  ['text between elements', '<p>one <b>two</b> three</p>', { p: { b: 'two', '#text': 'one  three' } }],
  ['white space for the eye', '<o>\n  <i>\n    1\n  </i>\n</o>\n', { o: { i: '1' } }],
  ['white space within a text', '<i> a  b\n c </i>', { i: 'a  b\n c' }],
  ['character data', '<i><![CDATA[a < b & ]] >]]></i>', { i: 'a < b & ]] >' }],
  [
    'the five entities, and characters by number',
    '<i a="&quot;&apos;">&lt;&gt;&amp;&#252;&#x1F600;</i>',
    { i: { '@a': '"\'', '#text': '<>&ü😀' } },
  ],
  ['names with a prefix', '<s:Body xmlns:s="urn:s"><s:a>1</s:a></s:Body>', { 's:Body': { '@xmlns:s': 'urn:s', 's:a': '1' } }],
  ['comments and instructions', '<?xml version="1.0"?><!-- a --><?b c?><i>1<!-- 2 -->3</i><!-- d -->', { i: '13' }],
  ['a document type', '<!DOCTYPE i SYSTEM "http://127.0.0.1:1/evil.dtd"><i>1</i>', { i: '1' }],
  ['a line before the declaration', '\r\n<?xml version="1.0"?><i/>', { i: '' }],
  [
    'polluting names',
    '<o><constructor>1</constructor><__proto__ a="2"/></o>',
    JSON.parse('{"o":{"constructor":"1","__proto__":{"@a":"2"}}}'),
  ],
  ['a repeated polluting name', '<o><__proto__>1</__proto__><__proto__>2</__proto__></o>', JSON.parse('{"o":{"__proto__":["1","2"]}}')],
  ['a polluting root', '<__proto__><admin>1</admin></__proto__>', JSON.parse('{"__proto__":{"admin":"1"}}')],
])('%s', async (_what, xml, json) => {
  const read = await readXml(xml);
  expect(JSON.stringify(read)).toBe(JSON.stringify({ body: json }));
  expect(Object.getPrototypeOf('body' in read && read.body)).toBe(Object.prototype);
});

test.each([
  ['plain words', 'It is done.'],
  ['JSON', '{"a":1}'],
  ['HTML', '<html><body><br><p>Hello</body></html>'],
  ['an end that is missing', '<a><b></b>'],
  ['an end of another element', '<a><b></a></b>'],
  ['two roots', '<a/><b/>'],
  ['no root', '<?xml version="1.0"?>'],
  ['a repeated attribute', '<a b="1" b="2"/>'],
  ['an attribute without quotes', '<a b=1/>'],
  ['a bare ampersand', '<a>fish & chips</a>'],
  ['a character XML cannot hold', '<a>\u0001</a>'],
  ['an entity nobody defined', '<a>&nbsp;</a>'],
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'],
  ['a billion laughs', `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><a>&c;</a>`],
])('%s: not XML', async (_what, xml) => {
  expect(await readXml(xml)).toEqual({ problem: 'not-xml' });
});

test('what is nested too deep to be walked is refused, however long it goes on', async () => {
  const levels = deepestJson / 2;
  expect(readXml('<a>'.repeat(levels) + '</a>'.repeat(levels))).toHaveProperty('body');
  expect(readXml('<a>'.repeat(levels + 1) + '</a>'.repeat(levels + 1))).toEqual({ problem: 'too-deep' });
  expect(await readXml('<a>'.repeat(1_000_000))).toEqual({ problem: 'too-deep' });
});

test('a long document is read with pauses, and says the same however it is cut', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `<row i="${index}">a&amp;😀<![CDATA[<${index}>]]></row>`);
  let turns = 0;
  const count = setInterval(() => {
    turns += 1;
  }, 0);
  const read = await readXml(`<rows>${rows.join('')}</rows>`);
  clearInterval(count);
  expect(turns).toBeGreaterThan(1);
  const expected = rows.map((_, index) => ({ '@i': `${index}`, '#text': `a&😀<${index}>` }));
  expect(read).toEqual({ body: { rows: { row: expected } } });
  expect(await readXml(`<rows>${rows.join('')}`)).toEqual({ problem: 'not-xml' });
});

test('a long document is given up when nobody waits for it', async () => {
  let asked = 0;
  const scope = {
    get ended() {
      asked += 1;
      return asked === 2 ? 'timeout' : undefined;
    },
  };
  expect(await readXml(`<a>${'<b/>'.repeat(100_000)}</a>`, scope)).toEqual({ problem: 'ended' });
  expect(asked).toBe(2);
});
