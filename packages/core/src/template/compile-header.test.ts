import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralSemantics } from '../document/semantics.ts';
import { compileHeader } from './compile-header.ts';
import { hostileText, lookupIn } from './template.fixture.ts';

const percent = { ...neutralSemantics, encoding: { ...neutralSemantics.encoding, header: 'percent' } } as const;
const render = (template: string, values = {}, policy: typeof neutralSemantics = neutralSemantics) =>
  compileHeader(template).render(lookupIn(values), policy);

describe('rendering a header', () => {
  test('text and values', () => {
    expect(render('application/json')).toEqual({ ok: true, value: 'application/json' });
    expect(render('v{{n}}; {{missing}}', { n: 2 })).toEqual({ ok: true, value: 'v2; ' });
    expect(render('{{n}}', { n: 'a b' }, percent)).toEqual({ ok: true, value: 'a%20b' });
  });

  test('a secret is a handle, never a value', () => {
    expect(render('Bearer {{secret.SHOP_KEY}}')).toEqual({ ok: true, value: ['Bearer ', { secret: 'SHOP_KEY' }] });
    expect(render('{{a}}:{{secret["A B"]}};{{a}}', { a: 'x' })).toEqual({ ok: true, value: ['x:', { secret: 'A B' }, ';x'] });
  });

  test('no value can choose a secret', () => {
    expect(render('{{secret[{{a}}]}}|{{secret.A.B}}|{{secret}}', { a: 'SHOP_KEY' })).toEqual({ ok: true, value: '||' });
  });

  test.each(['\r', '\n', '\0', '\u007f', '\u001b'])('control character %j is refused in text and in values', (control) => {
    for (const rendered of [
      render(`a${control}b`),
      render('{{v}}', { v: `a${control}b` }),
      render('{{v}}', { v: `a${control}b` }, percent),
      render('{{secret.K}}{{v}}', { v: control }),
    ]) {
      expect(rendered.ok).toBe(false);
    }
  });

  test('a tab is allowed', () => {
    expect(render('a\t{{v}}', { v: 'b\tc' })).toEqual({ ok: true, value: 'a\tb\tc' });
  });

  test('a problem names the placeholder, not the value', () => {
    expect(render('{{v.x}}', { v: { x: 'PRIVATE\r\nx: y' } })).toEqual({
      ok: false,
      problem:
        'The value of {{v.x}} has a line break or another control character, which a header must not have. Remove it before the call.',
    });
  });

  test('whatever the value, it stays within its header', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(neutralSemantics, percent), (v, policy) => {
        const rendered = render('a: {{v}}', { v }, policy);
        if (rendered.ok) expect(rendered.value).not.toMatch(/[\r\n\0]/);
        else expect(v).toMatch(/\p{Cc}/u);
      }),
    );
  });
});
