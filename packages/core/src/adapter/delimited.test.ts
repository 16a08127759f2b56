import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../template/parse-template.ts';
import { hostileText, templateTree } from '../template/template.fixture.ts';
import { delimited } from './delimited.ts';

const pairs: readonly (readonly [string, string])[] = [
  ['<<', '>>'],
  ['[[', ']]'],
  ['${', '}'],
  ['{', '}'],
  ['[', ']'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['%', '%'],
];

/** Texts full of pieces of the delimiters. */
const near = ([open, close]: readonly [string, string]) =>
  fc.oneof(
    hostileText,
    fc.array(fc.constantFrom(...open, ...close, open, close, 'a', '"', `${open}a${close}`)).map((parts) => parts.join('')),
  );

describe.each(pairs)('%s %s', (open, close) => {
  const dialect = delimited(open, close);

  test('writes the neutral path between its delimiters', () => {
    const { tree } = parseTemplate('Order {{order.items[0].title}} {{var["sign up"]}} {{v.$body.m[{{id}}].wait}}');
    expect(dialect.print(tree)).toBe(
      `Order ${open}order.items[0].title${close} ${open}var["sign up"]${close} ${open}v.$body.m[${open}id${close}].wait${close}`,
    );
  });

  test('what is printed reads as the same tree', () => {
    const tree = fc.oneof(
      templateTree,
      fc
        .tuple(near([open, close]), templateTree)
        .map(([text, rest]) => [...(text === '' || rest[0]?.kind === 'text' ? [] : [{ kind: 'text' as const, text }]), ...rest]),
    );
    fc.assert(
      fc.property(tree, (made) => {
        expect(dialect.parse(dialect.print(made))).toEqual({ tree: made, problems: [] });
      }),
    );
  });

  test('any text can be read, and means the same once written again', () => {
    fc.assert(
      fc.property(near([open, close]), (text) => {
        const { tree } = dialect.parse(text);
        expect(dialect.parse(dialect.print(tree))).toEqual({ tree, problems: [] });
      }),
    );
  });

  test('a malformed placeholder is text, and is named', () => {
    const text = `Dear ${open}first name${close}, ${open}id${close}`;
    const { tree, problems } = dialect.parse(text);
    expect(tree).toEqual([
      { kind: 'text', text: `Dear ${open}first name${close}, ` },
      { kind: 'placeholder', reference: { root: 'id', segments: [] } },
    ]);
    expect(problems[0]).toBe(`${open}first name${close} is no placeholder. Expected "${close}", found "n".`);
  });
});

test('the opening delimiter itself is written in quotes', () => {
  expect(delimited('<<', '>>').print([{ kind: 'text', text: 'a << b <' }])).toBe('a <<"<<">> b <');
});

test('a long problem is cut', () => {
  const { problems } = delimited('<<', '>>').parse(`<<${'a '.repeat(100)}`);
  expect(problems[0]).toBe(`<<${'a '.repeat(19)}… is no placeholder. Expected ">>", found "a".`);
});

test.each([
  ['', '}'],
  ['{', ''],
  ['$', '$'],
  ['"', '"'],
  ['{ ', ' }'],
  ['<-<', '>'],
  ['{', '.'],
  ['[', '['],
  ['{', '-}'],
  ['{$', '}'],
])('refuses %j and %j', (open, close) => {
  expect(() => delimited(open, close)).toThrow(/Placeholders cannot stand between/);
});

test.each(['<<', '<<a[', '<<"', '<<a '])('a long run of %s takes no long time', (part) => {
  const startMs = performance.now();
  delimited('<<', '>>').parse(part.repeat(20_000));
  expect(performance.now() - startMs).toBeLessThan(5_000);
});
