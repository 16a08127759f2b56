import { parseTemplate, printTemplate, type TemplateTree } from '@dragoman/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeDialect, unknownKeys } from './attribute-dialect.ts';

const known = ['city', 'orderno', 'user', 'a', 'b'];
const dialect = attributeDialect({ isKnown: (key) => known.includes(key) });
const neutral = (text: string): string => printTemplate(dialect.parse(text).tree);

describe('a slash is an attribute', () => {
  test.each([
    ['/city', '{{city}}'],
    ['Hello /city!', 'Hello {{city}}!'],
    ['{"city":"/city","no":/orderno}', '{"city":"{{city}}","no":{{orderno}}}'],
    ['https://shop.example/find?city=/city&no=/orderno', 'https://shop.example/find?city={{city}}&no={{orderno}}'],
    ['/a,/b', '{{a}},{{b}}'],
    ["it's '/city'", "it's '{{city}}'"],
    ['to\t/city', 'to\t{{city}}'],
    ['city:/city', 'city:{{city}}'],
    ['/user', '{{var.user}}'],
    ['See you in /city.', 'See you in {{city}}.'],
    ['https://shop.example/orders/{/orderno}/lines', 'https://shop.example/orders/{{orderno}}/lines'],
    ['Bearer {/secret.SHOP_KEY}', 'Bearer {{secret.SHOP_KEY}}'],
  ])('in %s', (text, expected) => {
    expect(neutral(text)).toBe(expected);
    expect(dialect.print(parseTemplate(expected).tree)).toBe(text);
  });
});

describe('a slash is a slash', () => {
  test.each([
    'https://city.example/city/a/b',
    'https://host/a/b',
    '//city',
    'and/or a/b',
    '/city/hall',
    '/help is no attribute, /cityhall neither',
    '1 / 2',
    '{"path":"/v2/orders"}',
    'C:\\city',
  ])('in %s', (text) => {
    expect(neutral(text)).toBe(text);
    expect(dialect.print(dialect.parse(text).tree)).toBe(text);
  });

  test('behind a backslash', () => {
    expect(neutral('Say \\/city')).toBe('Say /city');
    expect(neutral('Say \\\\/city')).toBe('Say \\/city');
  });
});

test('names what is no attribute, and no path either', () => {
  expect(unknownKeys('Hi /name, https://a.example/x?y=/z and \\/w in /city', (key) => known.includes(key))).toEqual(['name', 'z']);
});

const piece = fc.oneof(
  fc.constantFrom('/city', '\\', '/', '{/', '}', '"', ' ', '=', 'x', '_', '7', '/help', '{', 'é', '\n', '{{'),
  fc.string({ maxLength: 3 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const tree: fc.Arbitrary<TemplateTree> = fc
  .array(
    fc.oneof(
      text.map((said) => ({ kind: 'text', text: said }) as const),
      fc.constantFrom('city', 'a', 'unknown').map((root) => ({ kind: 'placeholder', reference: { root, segments: [] } }) as const),
      fc.constant({ kind: 'placeholder', reference: { root: 'env', segments: [{ name: 'SHOP' }] } } as const),
      fc.constant({ kind: 'placeholder', reference: { root: 'sign up date', segments: [] } } as const),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parseTemplate(printTemplate(parts)).tree);

describe.each([
  ['some attributes', dialect],
  ['any attribute', attributeDialect()],
])('with %s known', (_title, one) => {
  test('what is printed reads as the same tree', () => {
    fc.assert(
      fc.property(tree, (made) => {
        expect(one.parse(one.print(made))).toEqual({ tree: made, problems: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  test('any text can be read, and means the same once written again', () => {
    fc.assert(
      fc.property(text, (said) => {
        const { tree: made } = one.parse(said);
        expect(one.parse(one.print(made)).tree).toEqual(made);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each(['/a ', '\\', '{/', ' \\/', '/a,'])('a long run of %s takes no long time', (part) => {
  const startMs = performance.now();
  dialect.parse(part.repeat(20_000));
  expect(performance.now() - startMs).toBeLessThan(5_000);
});
