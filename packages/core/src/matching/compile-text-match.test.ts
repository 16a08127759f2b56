import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextMatch } from '../document/route.ts';
import { compileTextMatch, intentSpecificity, specificity, type TextMatchSemantics } from './compile-text-match.ts';
import { patternProblem } from './pattern.ts';

const neutral: TextMatchSemantics = { patternCase: 'ignore', regexMatch: 'find' };
const exact: TextMatchSemantics = { patternCase: 'exact', regexMatch: 'full' };
const fits = (match: TextMatch, text: string, semantics = neutral) => compileTextMatch(match, semantics)(text);

describe('equals', () => {
  test.each([
    ['Yes', 'yes', true],
    ['yes', ' YES \n', true],
    ['yes', 'yes please', false],
    ['a*b', 'a*b', true],
    ['a*b', 'axb', false],
    ['ÄÖ', 'äö', true],
    ['', '  ', true],
  ])('%j and %j: %s', (equals, text, expected) => {
    expect(fits({ equals }, text)).toBe(expected);
  });

  test('with regard to case', () => {
    expect(fits({ equals: 'Yes' }, 'yes', exact)).toBe(false);
    expect(fits({ equals: 'Yes' }, ' Yes', exact)).toBe(true);
  });
});

describe('pattern', () => {
  test.each([
    ['*where*order*', 'Where is my ORDER?', true],
    ['*where*order*', 'my order, where?', false],
    ['hello', 'hello there', false],
    ['hello*', 'Hello', true],
    ['hello*', 'hello\nthere', true],
    ['hi|hello', 'hello', true],
    ['hi | hello', 'hello', true],
    ['hi|hello', 'hi hello', false],
    ['thank(|s)*', 'thank you', true],
    ['thank(|s)*', 'thanks', true],
    ['thank(s|you)', 'thank', false],
    ['hello(| there)', 'hello there', true],
    ['hello(| there)', 'hello  there', false],
    ['(a|b(c|d))e', 'bde', true],
    ['a||b', '', true],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['a.b', 'axb', false],
    ['[a]+\\d$^', '[A]+\\d$^', true],
    ['***x***', 'axb', true],
  ])('%j and %j: %s', (pattern, text, expected) => {
    expect(fits({ pattern }, text)).toBe(expected);
  });

  test('with regard to case', () => {
    expect(fits({ pattern: 'Hi*' }, 'hi', exact)).toBe(false);
  });

  test.each(['(', ')', 'a(b', 'a)b(', ':)'])('%j has a problem', (pattern) => {
    expect(patternProblem(pattern)).toEqual(expect.any(String));
    expect(() => fits({ pattern }, '')).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  test('groups nested without end are a problem, not a crash', () => {
    expect(patternProblem('('.repeat(100_000) + ')'.repeat(100_000))).toEqual(expect.any(String));
  });

  test('any text is a pattern of itself once its operators are gone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[*|()]/g, '');
        expect(fits({ pattern: plain }, plain, exact)).toBe(true);
        expect(fits({ pattern: `*${plain}*` }, `x${plain}x`, exact)).toBe(true);
      }),
    );
  });
});

describe('regex', () => {
  test.each([
    ['[0-9]', 'order 7', neutral, true],
    ['[0-9]', 'order 7', exact, false],
    ['[0-9]+', ' 77 ', exact, true],
    ['^\\d{6}$', '004711 ', neutral, true],
    ['yes', 'YES', neutral, false],
    ['(?i)yes', 'YES', neutral, true],
    ['a|b', 'xb', exact, false],
    ['\\u00e9', 'é', neutral, true],
  ])('%s and %j', (regex, text, semantics, expected) => {
    expect(fits({ regex }, text, semantics)).toBe(expected);
  });

  test('one that cannot be used', () => {
    expect(() => fits({ regex: '(?=a)' }, 'a')).toThrow(expect.objectContaining({ code: 'validation' }));
  });
});

test('exclude takes texts out again', () => {
  const match: TextMatch = { pattern: '*order*', exclude: ['*cancel*', 'order | orders'] };
  expect(fits(match, 'where is my order')).toBe(true);
  expect(fits(match, 'CANCEL my order')).toBe(false);
  expect(fits(match, ' order ')).toBe(false);
  expect(fits({ regex: 'o', exclude: ['no*'] }, 'NOPE')).toBe(false);
});

test('the more specific ranks higher', () => {
  const ranks = [
    specificity({ equals: 'a*' }),
    intentSpecificity,
    specificity({ pattern: 'a|b' }),
    specificity({ pattern: 'a*' }),
    specificity({ regex: 'a' }),
  ];
  expect(ranks).toEqual([...new Set(ranks)].toSorted((a, b) => b - a));
});

test.each<TextMatch>([
  { regex: '(a|a)*$x?(a*)*b' },
  { regex: '(x+x+)+y' },
  { pattern: '*a*a*a*a*a*a*a*b' },
  { pattern: '((|a)*|*)*b' },
  { equals: 'x', exclude: ['*a*a*a*b'] },
])('%j takes no long time on a long text', (match) => {
  const startMs = performance.now();
  expect(fits(match, `${'ax'.repeat(200_000)}!`)).toBe(false);
  expect(performance.now() - startMs).toBeLessThan(5_000);
});
