import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEs5 } from './parse-es5.ts';
import { checkSyntax } from './syntax.ts';

describe('the syntax of scripts', () => {
  test.each([
    'var a = { class: 1 }; a.class = 2;',
    'for each (var name in map.keySet()) { seen.push(map[name]); }',
    'for each (name in list) f(name);',
    'for /* all */ each\n  (var name in list) f(name);',
    'if (done) return;',
    '<!-- hidden\nvar a = 1;',
    'var mode = 0755;',
    'var each = 1; each(each);',
    'var goto = 1; dragoman.run(["goto"], function (goto) { goto("a"); });',
    '',
  ])('%j is one', (source) => {
    expect(checkSyntax(source)).toBeUndefined();
  });

  test.each([
    ['var a = ;', 1, 9, 'Unexpected token.'],
    ['var a;\n  var b = "open', 2, 11, 'Unterminated string constant.'],
    ['var a = 1;\nconst b = 2;', 2, 1, "The keyword 'const' is reserved (the platform reads ES5, of 2009)."],
    ['list.forEach(x => x);', 1, 17, 'Unexpected token (the platform reads ES5, of 2009).'],
    ['let a = 1;', 1, 5, 'Unexpected token (the platform reads ES5, of 2009).'],
    ['for each (var a in b) { let c; }', 1, 29, 'Unexpected token (the platform reads ES5, of 2009).'],
    ['for each var a in b', 1, 10, 'Unexpected token.'],
    ['}', 1, 1, 'Unexpected token.'],
  ])('%j is none', (source, line, column, message) => {
    expect(checkSyntax(source)).toEqual({ line, column, message });
  });

  test('each is a word like any other in texts, comments and elsewhere', () => {
    const source = 'var s = "for each (", r = /for each/; // for each (var\nfor (each in list) f(each);';
    const parsed = parseEs5(source);
    expect(JSON.stringify(parsed)).toContain('for each (');
    expect(JSON.stringify(parsed)).toContain('"each"');
  });

  test('what is nested too deeply, or too long, is said to be', () => {
    expect(checkSyntax('('.repeat(400_000))?.message).toBe('Not enough stack space to parse input.');
    expect(checkSyntax(' '.repeat(1_000_001))?.message).toBe('The script is longer than 1000000 characters.');
  });

  test('any text is read or refused', () => {
    const text = fc.string({
      unit: fc.constantFrom('for', ' ', 'each', '(', ')', '{', '}', '"', '/', '\\', '\n', 'var', 'a', '=', ';', '<!--', '-->', '\u2028'),
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (source) => {
        const { line = 1, column = 1 } = checkSyntax(source) ?? {};
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }),
    );
  });
});
