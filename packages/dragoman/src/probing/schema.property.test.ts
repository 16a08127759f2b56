import type { Json } from '@dragoman/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inferSchema, mergeSchemas } from './infer-schema.ts';
import { schemaDrift } from './schema-drift.ts';

const bodies = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__')) as fc.Arbitrary<Json>;

test('a response fits what was learned of it', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      expect(schemaDrift(inferSchema(body), body)).toEqual({ broken: [], added: [] });
    }),
    { numRuns: 500 },
  );
});

test('what was learned of two responses fits both', () => {
  fc.assert(
    fc.property(bodies, bodies, (one, other) => {
      const schema = mergeSchemas(inferSchema(one), inferSchema(other));
      expect(schemaDrift(schema, one)).toEqual({ broken: [], added: [] });
      expect(schemaDrift(schema, other)).toEqual({ broken: [], added: [] });
    }),
    { numRuns: 500 },
  );
});

test('a schema says no more than it has to', () => {
  expect(mergeSchemas(inferSchema([1, { a: 1 }]), inferSchema([2.5, { b: null }, 'x']))).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'array',
    items: {
      type: ['number', 'object', 'string'],
      properties: { a: { type: 'integer' }, b: { type: 'null' } },
      required: [],
    },
  });
});

describe('drift', () => {
  const schema = inferSchema({ order: { id: 'A-17', lines: [{ n: 1 }] }, note: null });

  test.each<readonly [string, Json, readonly string[], readonly string[]]>([
    ['a field that is gone', { order: { lines: [] }, note: null }, ['$.order.id is gone'], []],
    ['a field of another type', { order: { id: 7, lines: [] }, note: null }, ['$.order.id was string, now number'], []],
    ['a list that is none', { order: { id: '', lines: 'no' }, note: null }, ['$.order.lines was array, now string'], []],
    ['in a list', { order: { id: '', lines: [{ n: 1 }, { n: 'x' }] }, note: null }, ['$.order.lines[1].n was number, now string'], []],
    [
      'fields nobody knew',
      { order: { id: '', lines: [{ n: 1, 'a b': 1 }], at: 1 }, note: null },
      [],
      ['$.order.lines[*]["a b"]', '$.order.at'],
    ],
    ['names that objects have anyway', { order: { id: '', lines: [], toString: 1 }, note: null }, [], ['$.order.toString']],
    ['another thing altogether', 'gone', ['$ was object, now string'], []],
  ])('%s', (_title, body, broken, added) => {
    const drift = schemaDrift(schema, body);
    expect(drift.broken.map(({ path, reason }) => `${path} ${reason}`)).toEqual(broken);
    expect(drift.added).toEqual(added);
  });

  test('a schema that cannot be used is named, not thrown', () => {
    expect(schemaDrift({ type: 'number', $ref: 'https://elsewhere.example/x' }, 1).broken).toHaveLength(1);
  });
});
