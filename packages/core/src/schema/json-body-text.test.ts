import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { compileJsonBody } from '../template/compile-json-body.ts';
import { jsonBodyText } from './json-body-text.ts';

test.each<[Json, string]>([
  [{ id: '{{orderId}}', all: ['{{a.b[0]}}', 1, null, true] }, '{"id":{{orderId}},"all":[{{a.b[0]}},1,null,true]}'],
  [{ note: 'Order "{{orderId}}"\nplease' }, '{"note":"Order \\"{{orderId}}\\"\\nplease"}'],
  [{ a: { b: '{{x}}' } }, '{"a":{"b":{{x}}}}'],
  [{ a: 'of {{var["my name"]}}' }, '{"a":"of {{var["my name"]}}"}'],
  [{ 'x {{n}}': '{{ n }}' }, '{"x {{n}}":{{n}}}'],
  [['{{"{{"}}x}}'], '["{{"{{"}}x}}"]'],
  [['{{n'], '["{{n"]'],
])('%j is %s', (value, text) => {
  expect(jsonBodyText(value)).toBe(text);
});

test('gives a body that is the value, where nothing in it is a placeholder', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('{{'));
      expect(JSON.parse(jsonBodyText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('gives a body whose placeholders keep the types of their values', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (bare, text) => {
      const body = compileJsonBody(jsonBodyText({ bare: '{{bare}}', quoted: 'say "{{text}}"' }));
      const rendered = body.render((root) => (root === 'bare' ? (bare as Json) : text), neutralSemantics);
      expect(rendered.ok && JSON.parse(rendered.value)).toEqual(JSON.parse(JSON.stringify({ bare, quoted: `say "${text}"` })));
    }),
  );
});
