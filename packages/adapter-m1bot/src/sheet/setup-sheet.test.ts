import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { M1botDocument } from '../wire/document.ts';
import { code, plain, table } from './markdown.ts';
import { setupSheet } from './setup-sheet.ts';

const document = JSON.parse(readFileSync(new URL('../../test/fixtures/order-desk.json', import.meta.url), 'utf8')) as M1botDocument;

test('the sheet of the order desk', async () => {
  await expect(setupSheet(document)).toMatchFileSnapshot('../../test/order-desk.setup.md');
});

test('every request row stands twice: with a value for Test, then with its attribute', () => {
  const lines = setupSheet(document).split('\n');
  expect(lines.filter((line) => line.startsWith('| Parameters |'))).toEqual([
    '| Parameters | `number` | `A-17` |',
    '| Parameters | `number` | `/orderno` |',
  ]);
  expect(lines.filter((line) => line.startsWith('| API URL |'))).toHaveLength(4);
  expect(lines.filter((line) => line.startsWith('{"order"'))).toEqual([
    '{"order": "A-17", "place": "Utrecht", "channel": "chat"}',
    '{"order": "/orderno", "place": "/city", "channel": "chat"}',
  ]);
});

test('within a word an attribute is told apart from the slashes around it', () => {
  const [orders] = document.apis ?? [];
  const api = { ...orders, id: 'a', name: 'A', method: 'GET', url: 'https://a.example/x/{/orderno}/{/secret.KEY}?city=\\/city' };
  const lines = setupSheet({ ...document, apis: [api] }).split('\n');
  expect(lines.filter((line) => line.startsWith('| API URL |'))).toEqual([
    '| API URL |  | `https://a.example/x/A-17/‹the secret KEY›?city=/city` |',
    '| API URL |  | `https://a.example/x/{/orderno}/‹the secret KEY›?city=\\/city` |',
  ]);
});

test('settings of the tab Advanced are named as there', () => {
  const name = {
    id: 'a',
    component: 'name',
    message: '?',
    skipIfAnswered: true,
    allowBack: true,
    allowSkip: false,
    maxCharacters: 100,
  } as const;
  const sheet = setupSheet({ ...document, flows: [{ id: 'main', components: [name] }] });
  expect(sheet.split('\n').flatMap((line) => (/Advanced|Max|Allow/.test(line) ? [line.trim()] : []))).toEqual([
    '| Advanced | Skip Question If Already Answered |',
    '| Advanced | Allow Back |',
    '| Max Characters Allowed | `100` |',
  ]);
});

test('an API for another channel than WhatsApp is to be looked for', () => {
  const hint = 'The guide has this component for WhatsApp alone: look whether yours has it for website.';
  expect(setupSheet({ ...document, bot: { channel: 'website' } }).split(hint)).toHaveLength(3);
  expect(setupSheet(document)).not.toContain('The guide has this component');
});

test('an example is written as JSON has it', () => {
  const [api] = document.apis ?? [];
  const apis = [{ ...api, id: 'a', name: 'A', method: 'POST', url: 'https://a.example', body: '{"a": "/city", "b": /orderno}' }];
  const sheet = setupSheet({
    ...document,
    attributes: [
      { key: 'city', example: 'say "hi"' },
      { key: 'orderno', example: 7 },
    ],
    apis,
  });
  expect(sheet).toContain('{"a": "say \\"hi\\"", "b": 7}');
});

test('a value nobody gave an example of is named', () => {
  expect(setupSheet({ ...document, attributes: [{ key: 'orderno' }] })).toContain('‹a value of orderno›');
});

test('any text stays one cell of one row', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '|', '\\', '\n', 'a', '*', '[') }), (text) => {
      const [, , row = ''] = table(['A'], [[code(text)]]);
      expect(row.split('\n')).toHaveLength(1);
      expect(row.slice(2, -2).replaceAll('\\|', '').includes('|')).toBe(false);
      expect(plain(text)).not.toMatch(/(?<!\\)[`*[|]/);
    }),
  );
});
