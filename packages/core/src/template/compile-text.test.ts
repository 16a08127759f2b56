import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../values/text-of.ts';
import { compileText } from './compile-text.ts';
import { hostileText, jsonValue, lookupIn } from './template.fixture.ts';

const empty = { unsetText: 'empty' } as const;
const values = { id: '004711', count: 1.5, list: [1, { a: null }], nothing: null, flag: false, order: { status: 'sent' } };

describe('rendering a text', () => {
  test.each([
    ['', ''],
    ['no placeholder', 'no placeholder'],
    ['{{id}}', '004711'],
    ['Order {{id}} is {{order.status}}.', 'Order 004711 is sent.'],
    ['{{count}} {{list}} {{flag}}', '1.5 [1,{"a":null}] false'],
    ['[{{nothing}}{{missing}}{{order.missing}}]', '[]'],
    ['{{secret.KEY}}', ''],
    ['{{oops', '{{oops'],
  ])('%s', (template, expected) => {
    expect(compileText(template).render(lookupIn(values), empty)).toBe(expected);
  });

  test('an unset placeholder may show itself, a secret never', () => {
    const { render } = compileText('Hi {{ name }} {{nothing}} {{v["a b"][0]}} {{secret.KEY}}');
    expect(render(lookupIn(values), { unsetText: 'placeholder' })).toBe('Hi {{name}} {{nothing}} {{v["a b"][0]}} ');
  });

  test('its references are known without rendering', () => {
    expect(compileText('{{a}} {{b[{{c}}]}}').references.map(({ root }) => root)).toEqual(['a', 'b', 'c']);
  });

  test('no value is ever read as a template: whatever it is, the rest stays', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, jsonValue), fc.oneof(hostileText, jsonValue), (a, b) => {
        const text = compileText('<{{a}}|{{b}}|{{"{{"}}a}}>').render(lookupIn({ a, b, id: 'LEAK' }), empty);
        expect(text).toBe(`<${textOf(a)}|${textOf(b)}|{{a}}>`);
      }),
    );
  });
});
