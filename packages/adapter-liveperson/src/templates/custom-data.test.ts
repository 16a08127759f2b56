import { runInNewContext } from 'node:vm';
import { compileJsonPath, type HttpIntegration, type Json, type ResponseMapping } from '@dragoman/core';
import { parse } from 'acorn';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customDataOf } from './custom-data-of.ts';
import { type PathStep, stepsOfResultPath } from './path-steps.ts';
import { responseOfResponder } from './response-of-responder.ts';

type Mapping = Pick<ResponseMapping, 'fields'> & Partial<ResponseMapping>;

const exported = (mapping: Mapping, platformOptions?: HttpIntegration['platformOptions']) =>
  customDataOf({
    response: { variable: 'order', format: 'json', outcome: 'status', onMissing: 'unset', ...mapping },
    ...(platformOptions && { platformOptions }),
  });

const imported = (pairs: readonly (readonly [string, string])[], transformResultsScript?: string, restore = false) =>
  responseOfResponder(
    {
      name: 'order',
      responseDataVariable: 'order',
      customDataFields: pairs.map(([key, value]) => ({ key, value })),
      transformResultsScript,
    },
    { restore },
  );

const back = (mapping: Mapping, restore = true) => {
  const { customDataFields, transform } = exported(mapping);
  return imported(
    customDataFields.map(({ key, value }) => [key, value]),
    transform,
    restore,
  );
};

describe('custom data fields as response fields', () => {
  test('paths, positions and names of any kind', () => {
    const { fields, findings } = imported([
      ['status', '{$.api_order.status}'],
      ['first', '{$.api_order.lines[0].unit price}'],
      ['dotted', "{$.api_order['a.b']['it\\'s']}"],
      ['all', '{$.api_order}'],
    ]);
    expect(fields).toEqual([
      { name: 'status', path: '$.status' },
      { name: 'first', path: "$.lines[0]['unit price']" },
      { name: 'dotted', path: "$['a.b']['it\\'s']" },
      { name: 'all', path: '$' },
    ]);
    expect(findings).toEqual([]);
    for (const { path } of fields) compileJsonPath(path);
  });

  test('the fields of one list are its rows', () => {
    const { rows, fields, findings } = imported([
      ['title', '{$.api_order.lines[i].title}'],
      ['line', '{$.api_order.lines[i]}'],
      ['total', '{$.api_order.total}'],
    ]);
    expect(rows).toBe('$.lines');
    expect(fields).toEqual([
      { name: 'title', path: '$.title', perRow: true },
      { name: 'line', path: '$', perRow: true },
      { name: 'total', path: '$.total' },
    ]);
    expect(findings).toEqual([]);
  });

  test.each([
    ['result-list-apart', '{$.api_order.fees[i].name}', '$.fees[*].name'],
    ['result-list-nested', '{$.api_order.lines[i].tags[i].name}', '$.lines[*].tags[*].name'],
  ])('%s: a list of its own is told', (code, value, path) => {
    const { rows, fields, findings } = imported([
      ['title', '{$.api_order.lines[i].title}'],
      ['sku', '{$.api_order.lines[i].sku}'],
      ['other', value],
    ]);
    expect(rows).toBe('$.lines');
    expect(fields[2]).toEqual({ name: 'other', path });
    expect(findings).toMatchObject([{ code, loss: 'assumed', platformPlace: '/customDataFields/2' }]);
  });

  test('a list at the top is told to work here alone', () => {
    const { rows, fields, findings } = imported([['city', '{$.api_order[i].city}']]);
    expect([rows, fields]).toEqual(['$', [{ name: 'city', path: '$.city', perRow: true }]]);
    expect(findings).toMatchObject([{ code: 'result-list-whole', severity: 'warning' }]);
  });

  test.each([
    ['wait', '{$.api_order.waits.{$botContext.skill}}', 'taken from a variable'],
    ['name', '{$botContext.name}', 'no path into the result'],
    ['fixed', 'Utrecht', 'no path into the result'],
    ['mixed', 'No. {$.api_order.id}', 'no path into the result'],
    ['other', '{$.api_parcel.id}', 'It reads the result of parcel.'],
    ['open', '{$.api_order.id', 'found the end'],
    ['empty', '', 'no path into the result'],
    ['$status', '{$.api_order.id}', 'can have this name'],
  ])('%s is carried, and comes back on export', (key, value, reason) => {
    const { fields, others, findings } = imported([[key, value]]);
    expect(fields).toEqual([]);
    expect(findings).toMatchObject([{ code: 'result-field-unread', loss: 'degraded', reason: expect.stringContaining(reason) }]);
    const options = { liveperson: { customDataFields: others as unknown as Json } };
    expect(exported({ fields: [] }, options).customDataFields).toEqual([{ key, value }]);
  });

  test('of two fields of one name the first counts', () => {
    const { fields, others, findings } = imported([
      ['id', '{$.api_order.id}'],
      ['id', '{$.api_order.number}'],
    ]);
    expect(fields).toEqual([{ name: 'id', path: '$.id' }]);
    expect(others).toEqual([{ key: 'id', value: '{$.api_order.number}' }]);
    expect(findings).toMatchObject([{ code: 'result-field-repeated', platformPlace: '/customDataFields/1' }]);
  });

  test('a result may be named by the integration, too', () => {
    const read = responseOfResponder(
      { name: 'Orders', responseDataVariable: 'order', customDataFields: [{ key: 'id', value: '{$.api_Orders.id}' }] },
      { restore: false },
    );
    expect(read.fields).toEqual([{ name: 'id', path: '$.id' }]);
  });

  test('any text is read', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', '{$.api_order', '.', '[i]', '[', ']', "'", '0', 'a', '*') });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        const { fields, others } = imported(pairs);
        expect(fields.length + others.length).toBe(pairs.length);
        for (const { path } of fields) compileJsonPath(path);
      }),
    );
  });
});

describe('response fields as custom data fields', () => {
  test('simple paths need no script', () => {
    const mapping: Mapping = {
      rows: '$.lines',
      fields: [
        { name: 'status', path: '$.status' },
        { name: 'title', path: '$.title', perRow: true },
        { name: 'odd', path: "$['a.b'][0]" },
      ],
    };
    expect(exported(mapping)).toEqual({
      customDataFields: [
        { key: 'status', value: '{$.api_order.status}' },
        { key: 'title', value: '{$.api_order.lines[i].title}' },
        { key: 'odd', value: "{$.api_order['a.b'][0]}" },
      ],
      extendsResult: false,
      findings: [],
    });
    expect(back(mapping, false)).toMatchObject(mapping);
  });

  test('an author keeps the script of a transform', () => {
    const transform = { dialect: 'liveperson', source: 'var r = 1;' };
    expect(exported({ fields: [], transform }).transform).toBe('var r = 1;');
    const computed = { transform, fields: [{ name: 'last', path: '$.lines[-1].id' }] };
    expect(exported(computed).transform?.startsWith('var r = 1;\n// dragoman:1 {')).toBe(true);
    expect(back(computed)).toMatchObject(computed);
  });

  test('what only a script can say comes back as it was, unless somebody changed the script', () => {
    const mapping: Mapping = { rows: '$', fields: [{ name: 'id', path: '$.id', perRow: true }] };
    const { customDataFields, transform = '', findings } = exported(mapping);
    expect(findings).toMatchObject([{ code: 'result-field-computed', loss: 'assumed' }]);
    const pairs = customDataFields.map(({ key, value }) => [key, value] as const);
    expect(imported(pairs, transform, true)).toEqual({ ...mapping, others: [], findings: [] });
    expect(imported(pairs, transform, false).transform).toEqual({ dialect: 'liveperson', source: transform });
    const changed = imported(pairs, transform.replace('var found', 'var  found'), true);
    expect(changed.findings).toMatchObject([{ code: 'result-script-changed' }]);
    expect(changed.transform?.source).toContain('var  found');
  });

  test('a path that calls functions is lost, and told', () => {
    const { customDataFields, findings } = exported({
      fields: [
        { name: 'n', path: '$[?length(@.a) > 1]' },
        { name: 'id', path: '$.id' },
      ],
    });
    expect(customDataFields).toEqual([{ key: 'id', value: '{$.api_order.id}' }]);
    expect(findings).toMatchObject([{ code: 'result-field-lost', loss: 'dropped' }]);
  });
});

/** What the platform would take from a result, as its pages say it. */
const platformValues = (mapping: Mapping, body: Json): { readonly [key: string]: Json | undefined } => {
  const { customDataFields, transform } = exported(mapping);
  const result = { jsonData: JSON.stringify({ api_order: body }) };
  const variables = new Map<string, unknown>([['api_order', result]]);
  const botContext = {
    getBotVariable: (name: string) => variables.get(name) ?? null,
    setBotVariable: (name: string, value: unknown) => variables.set(name, value),
  };
  if (transform !== undefined) {
    parse(transform, { ecmaVersion: 5 });
    runInNewContext(transform, { botContext });
  }
  const wrapper = JSON.parse((variables.get('api_order') as typeof result).jsonData).api_order as Json;
  return Object.fromEntries(
    customDataFields.map(({ key, value }) => {
      const path = stepsOfResultPath(value);
      return [key, 'steps' in path ? taken(wrapper, path.steps) : undefined];
    }),
  );
};

const taken = (value: Json | undefined, [step, ...rest]: readonly PathStep[]): Json | undefined => {
  if (step === undefined || value === undefined) return value;
  if (step === 'every') return Array.isArray(value) ? value.map((one) => taken(one as Json, rest) ?? null) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const key = 'index' in step ? step.index : step.name;
  return taken(Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined, rest);
};

const neutralValues = ({ rows, fields }: Mapping, body: Json): { readonly [key: string]: Json | undefined } => {
  const select = (path: string, from: Json): Json | undefined => {
    const query = compileJsonPath(path);
    const found = query.select(from);
    return query.singular ? found[0] : (found as Json);
  };
  const found = rows === undefined ? [] : compileJsonPath(rows).select(body);
  const list = (found.length === 1 && Array.isArray(found[0]) ? found[0] : found) as readonly Json[];
  return Object.fromEntries(
    fields.map(({ name, path, perRow }) => [name, perRow ? list.map((row) => select(path, row) ?? null) : select(path, body)]),
  );
};

describe('the generated transform', () => {
  const shop: Json = {
    lines: [
      { id: 'a', price: 3, open: true, tags: [{ n: 'x' }, { n: 'y' }] },
      { id: 'b', price: 12, open: false },
      { id: 'c', price: '7', tags: [] },
    ],
    limit: 5,
    'odd "name"': { "it's": [1, 2, 3] },
    dragoman: 'own',
  };

  test.each([
    '$.lines[-1].id',
    '$.lines[?@.open].id',
    '$.lines[?@.open == true || @.price >= 12].id',
    '$.lines[?!(@.open == true) && @.id != "c"].id',
    '$.lines[?@.price < $.limit].id',
    '$.lines[?@.missing == @.other].id',
    '$..n',
    '$..[0]',
    '$.lines[*].tags[*].n',
    '$.lines[0:2].id',
    '$.lines[::-1].id',
    '$.lines[-2:].id',
    '$.lines[0,2].id',
    '$[\'odd "name"\']["it\'s"][-1]',
    '$',
    '$.lines[9].id',
    '$.lines[?@.tags[0]].id',
  ])('finds by %s what the neutral path finds', (path) => {
    const mapping: Mapping = {
      fields: [
        { name: 'it', path },
        { name: 'limit', path: '$.limit' },
        { name: 'last', path: '$.lines[-1].price' },
      ],
    };
    const { customDataFields, findings } = exported(mapping);
    expect(customDataFields).toHaveLength(3);
    expect(findings.filter(({ code }) => code === 'result-field-lost')).toEqual([]);
    expect(platformValues(mapping, shop)).toEqual(neutralValues(mapping, shop));
    expect(back(mapping)).toMatchObject(mapping);
  });

  test.each<[string, Mapping, Json]>([
    ['of a list at the top', { rows: '$', fields: [{ name: 'id', path: '$.id', perRow: true }] }, [{ id: 1 }, {}, { id: 3 }]],
    ['of a lone object', { rows: '$', fields: [{ name: 'id', path: '$.id', perRow: true }] }, { id: 1 }],
    ['of elements that are said', { rows: '$[*]', fields: [{ name: 'id', path: '$.a[-1]', perRow: true }] }, [{ a: [1, 2] }, {}]],
    [
      'whose own root a filter compares with',
      { rows: '$.lines', fields: [{ name: 'tag', path: '$.tags[?@.n == $.best].n', perRow: true }] },
      { best: 'no', lines: [{ best: 'x', tags: [{ n: 'x' }, { n: 'y' }] }] },
    ],
    ['that a filter selects', { rows: '$.lines[?@.price > 2]', fields: [{ name: 'id', path: '$.id', perRow: true }] }, shop],
    [
      'beside a position at the top',
      {
        rows: '$',
        fields: [
          { name: 'id', path: '$.id', perRow: true },
          { name: 'first', path: '$[0].id' },
        ],
      },
      [{ id: 4 }],
    ],
    [
      'that are the values of an object where its elements are said',
      { rows: '$.one[*]', fields: [{ name: 'id', path: '$.id', perRow: true }] },
      { one: { name: 'alone', other: { id: 2 } } },
    ],
    ['without a list', { rows: '$.none', fields: [{ name: 'id', path: '$..id', perRow: true }] }, shop],
  ])('finds rows %s', (_, mapping, body) => {
    expect(platformValues(mapping, body)).toEqual(neutralValues(mapping, body));
    expect(back(mapping)).toMatchObject(mapping);
  });

  test('a result without a body stays as it is', () => {
    const { transform = '' } = exported({ fields: [{ name: 'last', path: '$.lines[-1]' }] });
    const botContext = { getBotVariable: () => null, setBotVariable: expect.unreachable };
    runInNewContext(transform, { botContext });
    runInNewContext(transform, { botContext: { ...botContext, getBotVariable: () => ({ jsonData: 'no JSON' }) } });
  });

  test('whatever the mapping, it comes back', () => {
    const path = fc.constantFrom('$', '$.a', '$.a[0]', '$.a[*].b', '$[*].a', '$.a[-1]', "$['x y']", '$..a', '$[0]', '$.a[*].b[*]');
    const mapping = fc.record({
      rows: fc.option(path, { nil: undefined }),
      fields: fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'x y'), path, perRow: fc.boolean() }), {
        selector: ({ name }) => name,
      }),
    });
    fc.assert(
      fc.property(mapping, fc.jsonValue(), ({ rows, fields }, body) => {
        const whole: Mapping = {
          ...(rows !== undefined && { rows }),
          fields: fields.map(({ perRow, ...field }) => ({ ...field, ...(perRow && rows !== undefined && { perRow }) })),
        };
        const { rows: rowsBack, fields: fieldsBack } = back(whole);
        expect({ ...(rowsBack !== undefined && { rows: rowsBack }), fields: fieldsBack }).toEqual(whole);
        platformValues(whole, body as Json);
      }),
    );
  });
});
