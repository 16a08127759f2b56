import { expect, test } from 'vitest';
import { assignmentScript } from './assignment-script.ts';

const scopeOf = (): string => 'session';
const script = (value: string, unsetText: 'empty' | 'placeholder') => assignmentScript([{ variable: 'n', value }], { unsetText, scopeOf });

test.each([
  ['a value alone', '{{m}}', 'set("n", get("m"));'],
  ['a text alone', 'Dear', 'set("n", "Dear");'],
])('%s is set the same, whatever stands for a value that is not there', (_what, value, source) => {
  expect(script(value, 'empty')).toBe(source);
  expect(script(value, 'placeholder')).toBe(source);
});

test('a value in a text is printed by a script only where one that is not there prints nothing', () => {
  expect(script('Dear {{m}}', 'empty')).toMatch(/^set\("n", \("Dear " \+ text\(get\("m"\)\)\)\);\nfunction text/);
  expect(script('Dear {{m}}', 'placeholder')).toBeUndefined();
});

test('another scope than the declared one is no script’s', () => {
  expect(assignmentScript([{ variable: 'n', value: 1, scope: 'flow' }], { unsetText: 'empty', scopeOf })).toBeUndefined();
});
