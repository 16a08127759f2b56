import { describe, expect, test } from 'vitest';
import { dottedFields, joinFields, splitFields } from './dotted-fields.ts';

const fields = dottedFields([
  { variable: 'order', names: ['total.net', 'total', 'total.net.eur', 'a..b'] },
  { variable: 'my shop', names: ['city.name'] },
]);

describe('fields with dots in their names', () => {
  test.each([
    ['{{order.total.net}} paid', '{{order["total.net"]}} paid'],
    ['{{order.total.net.eur}}', '{{order["total.net.eur"]}}'],
    ['{{order.total.net.first}}', '{{order["total.net"].first}}'],
    ['{{order[{{order.total.net}}]}}', '{{order[{{order["total.net"]}}]}}'],
    ['{{var["my shop"].city.name}}', '{{var["my shop"]["city.name"]}}'],
  ])('%s reads the field, and is printed back', (there, here) => {
    expect(joinFields(there, fields)).toBe(here);
    expect(splitFields(here, fields)).toBe(there);
  });

  test.each(['{{order.total}}', '{{order.$body.total.net}}', '{{other.total.net}}', '{{order[0]}}', 'order.total.net', '{{order.'])(
    '%s stays as it is',
    (template) => {
      expect(joinFields(template, fields)).toBe(template);
      expect(splitFields(template, fields)).toBe(template);
    },
  );
});
