import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileText } from './compile-text.ts';
import { parseReference, parseTemplate } from './parse-template.ts';
import { printTemplate } from './print-template.ts';
import { hostileText, jsonValue, lookupIn, templateTree } from './template.fixture.ts';
import { type Reference, referencesOf } from './template-tree.ts';

const only = (text: string): Reference => {
  const { tree, problems } = parseTemplate(text);
  const [part] = tree;
  if (problems.length > 0 || tree.length !== 1 || part?.kind !== 'placeholder') throw new TypeError(`not one placeholder: ${text}`);
  return part.reference;
};

describe('reading', () => {
  test.each<[string, Reference]>([
    ['{{name}}', { root: 'name', segments: [] }],
    ['{{ name }}', { root: 'name', segments: [] }],
    ['{{größe-2_$x}}', { root: 'größe-2_$x', segments: [] }],
    [
      '{{order.$body.items[0].title}}',
      { root: 'order', segments: [{ name: '$body' }, { name: 'items' }, { index: 0 }, { name: 'title' }] },
    ],
    ['{{var["sign up date"]}}', { root: 'var', segments: [{ name: 'sign up date' }] }],
    ["{{var['it\\'s \"so\"'].x}}", { root: 'var', segments: [{ name: 'it\'s "so"' }, { name: 'x' }] }],
    ['{{a["\\u0041\\n}}"]}}', { root: 'a', segments: [{ name: 'A\n}}' }] }],
    ['{{a[{{"b c"}}]}}', { root: 'a', segments: [{ name: 'b c' }] }],
    [
      '{{v.$body.m[{{id}}].wait}}',
      { root: 'v', segments: [{ name: '$body' }, { name: 'm' }, { computed: { root: 'id', segments: [] } }, { name: 'wait' }] },
    ],
  ])('%s', (text, expected) => {
    expect(only(text)).toEqual(expected);
  });

  test('texts and placeholders keep their order', () => {
    expect(parseTemplate('Order {{id}} is {{order.status}}.').tree).toEqual([
      { kind: 'text', text: 'Order ' },
      { kind: 'placeholder', reference: { root: 'id', segments: [] } },
      { kind: 'text', text: ' is ' },
      { kind: 'placeholder', reference: { root: 'order', segments: [{ name: 'status' }] } },
      { kind: 'text', text: '.' },
    ]);
  });

  test('a text in quotes stands for itself and joins its neighbours', () => {
    expect(parseTemplate('a {{"{{"}}id}} b')).toEqual({ tree: [{ kind: 'text', text: 'a {{id}} b' }], problems: [] });
  });

  test('of three braces the last two open the placeholder', () => {
    expect(parseTemplate('{"a":{{{id}}}}').tree.map((part) => (part.kind === 'text' ? part.text : part.reference.root))).toEqual([
      '{"a":{',
      'id',
      '}}',
    ]);
  });

  test('computed references are listed behind the one they stand in', () => {
    expect(referencesOf(parseTemplate('{{a[{{b[{{c}}]}}]}} {{d}}').tree).map(({ root }) => root)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a reference without braces', () => {
    expect(parseReference('order.items[0]')).toEqual({ root: 'order', segments: [{ name: 'items' }, { index: 0 }] });
    expect(parseReference('sign up date')).toBeUndefined();
    expect(parseReference('')).toBeUndefined();
  });
});

describe('malformed placeholders stay text and are problems', () => {
  test.each([
    ['{{', 0, 'Expected a name, found the end.'],
    ['a {{}} b', 2, 'Expected a name, found "}".'],
    ['a {{id', 2, 'Expected "}}", found the end.'],
    ['{{id}', 0, 'Expected "}}", found "}".'],
    ['{{first name}}', 0, 'Expected "}}", found "n".'],
    ['{{a.}}', 0, 'Expected a field name after the dot, found "}".'],
    ['{{a[-1]}}', 0, 'Expected a number, a text in quotes or a placeholder in the brackets, found "-".'],
    ['{{a[01]}}', 0, 'Expected "]", found "1".'],
    ['{{a[99999999999999999999]}}', 0, 'The number in the brackets is too large.'],
    ['{{a["x]}}', 0, 'The quote " is not closed.'],
    ['{{a["\\x"]}}', 0, 'What stands in the quotes is not a text as JSON has it.'],
    ['{{{{{x', 3, 'Expected "}}", found the end.'],
  ])('%s', (text, offset, reason) => {
    expect(parseTemplate(text)).toEqual({ tree: [{ kind: 'text', text }], problems: [{ offset, reason }] });
  });

  test('the ones behind them are still read', () => {
    const { tree, problems } = parseTemplate('{{oops {{id}}');
    expect(tree).toEqual([
      { kind: 'text', text: '{{oops ' },
      { kind: 'placeholder', reference: { root: 'id', segments: [] } },
    ]);
    expect(problems).toHaveLength(1);
  });

  test('nesting without end is a problem, not a stack overflow', () => {
    const { problems } = parseTemplate('{{a['.repeat(100_000));
    expect(problems[0]?.reason).toBe('Placeholders are nested too deeply.');
  });

  test.each(['{{', '{', '{{"', '{{"\\', '{{a[', '{{a ', '{{a.b'])('a long run of %s takes no long time', (part) => {
    const startMs = performance.now();
    parseTemplate(part.repeat(50_000));
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });
});

describe('laws', () => {
  test('what is printed reads as the same tree', () => {
    fc.assert(
      fc.property(templateTree, (tree) => {
        expect(parseTemplate(printTemplate(tree))).toEqual({ tree, problems: [] });
      }),
    );
  });

  test('neighbouring texts are joined, whatever braces meet', () => {
    fc.assert(
      fc.property(fc.array(hostileText), (texts) => {
        const text = texts.join('');
        expect(parseTemplate(printTemplate(texts.map((part) => ({ kind: 'text', text: part })))).tree).toEqual(
          text === '' ? [] : [{ kind: 'text', text }],
        );
      }),
    );
  });

  test('printing any text again does not change what it means', () => {
    fc.assert(
      fc.property(hostileText, jsonValue, (text, value) => {
        const again = printTemplate(parseTemplate(text).tree);
        const lookup = lookupIn({ a: value, id: value });
        expect(compileText(again).render(lookup, { unsetText: 'empty' })).toBe(compileText(text).render(lookup, { unsetText: 'empty' }));
      }),
    );
  });

  test('a root that is no plain name is printed through var', () => {
    expect(printTemplate([{ kind: 'placeholder', reference: { root: 'sign up', segments: [{ index: 1 }] } }])).toBe(
      '{{var["sign up"][1]}}',
    );
  });
});
