import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Encoding, neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { textOf } from '../values/text-of.ts';
import { compileJsonBody } from './compile-json-body.ts';
import { hostileText, jsonValue, lookupIn } from './template.fixture.ts';

const render = (template: string, values: { readonly [name: string]: Json }, encoding: Partial<Encoding> = {}, more = {}) =>
  compileJsonBody(template).render(lookupIn(values), {
    ...neutralSemantics,
    ...more,
    encoding: { ...neutralSemantics.encoding, ...encoding },
  });

const body = (...args: Parameters<typeof render>): string => {
  const rendered = render(...args);
  if (!rendered.ok) throw new TypeError(rendered.problem);
  return rendered.value;
};

describe('rendering a JSON body', () => {
  test('inside quotes as text, outside them as JSON', () => {
    expect(body('{"a": "n {{n}}", "b": {{n}}, "c": {{s}}, "d": {{o}}, "e": "{{o}}"}', { n: 1, s: 'x"y', o: { p: [true] } })).toBe(
      '{"a": "n 1", "b": 1, "c": "x\\"y", "d": {"p":[true]}, "e": "{\\"p\\":[true]}"}',
    );
  });

  test('a quote that is escaped in the template does not end the string', () => {
    expect(body('{"a\\"{{x}}\\\\": {{x}}}', { x: 'q' })).toBe('{"a\\"q\\\\": "q"}');
  });

  test('quotes inside a placeholder are not quotes of the body', () => {
    expect(body('{"a": "{{var["x y"]}}", "b": {{var["x y"]}}}', { 'x y': 'v' })).toBe('{"a": "v", "b": "v"}');
  });

  test('unset', () => {
    expect(body('["{{x}}", {{x}}]', { x: null })).toBe('["", null]');
    expect(body('["{{x}}", {{x}}]', {}, {}, { unsetJson: 'empty', unsetText: 'placeholder' })).toBe('["{{x}}", ]');
  });

  test('values as they are, where a platform does so', () => {
    expect(body('["{{x}}", {{x}}]', { x: 'a"b' }, { jsonString: 'none', jsonBare: 'text' })).toBe('["a"b", a"b]');
  });

  test('control characters refused, where a platform does so', () => {
    expect(body('["{{x}}"]', { x: 'a"b' }, { jsonString: 'refuse-control' })).toBe('["a"b"]');
    expect(render('["{{x}}"]', { x: 'PRIVATE\n' }, { jsonString: 'refuse-control' })).toEqual({
      ok: false,
      problem:
        'The value of {{x}} has a line break or another control character, which this bot does not allow in a body. Remove it before the call.',
    });
  });

  test('a secret has no place in a body', () => {
    expect(body('["{{secret.K}}", {{secret.K}}]', { secret: { K: 'x' } })).toBe('["", null]');
  });

  test('whatever the values, they come back as they were and nothing else changes', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, jsonValue), fc.oneof(hostileText, jsonValue), (a, b) => {
        const parsed = JSON.parse(body('{"text": "<{{a}}>", "{{b}}!": 1, "bare": {{a}}, "list": [{{b}}], "end": true}', { a, b }));
        // A lone half of a surrogate pair survives in JSON, as an escape.
        expect(parsed).toEqual({ text: `<${textOf(a)}>`, [`${textOf(b)}!`]: 1, bare: plain(a), list: [plain(b)], end: true });
      }),
    );
  });
});

/** As JSON has it: there is no negative zero. */
const plain = (value: Json): Json => JSON.parse(JSON.stringify(value));
