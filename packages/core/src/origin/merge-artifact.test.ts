import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { frozen, json } from './json.fixture.ts';
import { mergeArtifact, type Versions } from './merge-artifact.ts';

const byId = (element: Json): string | undefined => (isJsonObject(element) && typeof element.id === 'string' ? element.id : undefined);
const format = { identity: byId };

const merge = (versions: Versions): Json => mergeArtifact(frozen(versions) as unknown as Versions, format);

/** The order of fields counts here, as it does in a file. */
const text = (value: Json): string => JSON.stringify(value);

describe('the fields of an object', () => {
  test.each<[string, Versions, Json]>([
    ['a changed one is written', { original: { a: 1, v: 9 }, before: { a: 1 }, after: { a: 2 } }, { a: 2, v: 9 }],
    [
      'one that printing writes otherwise stays',
      { original: { a: '01', b: 1 }, before: { a: 1, b: 1 }, after: { a: 1, b: 2 } },
      { a: '01', b: 2 },
    ],
    ['a removed one goes', { original: { a: 1, v: 9, b: 2 }, before: { a: 1, b: 2 }, after: { b: 2 } }, { v: 9, b: 2 }],
    [
      'a new one stands behind what it follows',
      { original: { v: 9, a: 1, w: 8, b: 2 }, before: { a: 1, b: 2 }, after: { a: 1, c: 3, b: 2 } },
      { v: 9, a: 1, c: 3, w: 8, b: 2 },
    ],
    [
      'a new first one stands before what follows it',
      { original: { v: 9, a: 1 }, before: { a: 1 }, after: { c: 3, a: 1 } },
      { v: 9, c: 3, a: 1 },
    ],
    ['new ones without a neighbour come last', { original: { v: 9 }, before: {}, after: { c: 3, d: 4 } }, { v: 9, c: 3, d: 4 }],
    ['a default the vendor leaves out stays left out', { original: { a: 1 }, before: { a: 1, d: 0 }, after: { a: 2, d: 0 } }, { a: 2 }],
    ['a default that was changed is written', { original: { a: 1 }, before: { a: 1, d: 0 }, after: { a: 1, d: 5 } }, { a: 1, d: 5 }],
    [
      'what only the vendor had is replaced when printing writes it now',
      { original: { a: { v: 9 } }, before: {}, after: { a: 2 } },
      { a: 2 },
    ],
    ['null is not nothing', { original: { a: null, b: 1 }, before: { a: null, b: 1 }, after: { b: 1 } }, { b: 1 }],
    ['nothing is not null', { original: { b: 1 }, before: { b: 1 }, after: { a: null, b: 1 } }, { a: null, b: 1 }],
    [
      'a field that is undefined is none',
      { original: { b: 1, v: 9 }, before: { b: 1 }, after: { a: undefined, b: 2 } as unknown as Json },
      { b: 2, v: 9 },
    ],
    [
      'deep inside',
      { original: { a: { b: { c: 1, v: 9 } } }, before: { a: { b: { c: 1 } } }, after: { a: { b: { c: 2 } } } },
      { a: { b: { c: 2, v: 9 } } },
    ],
    [
      'another shape is written whole',
      { original: { a: 'x', v: 9 }, before: { a: { b: 1 } }, after: { a: { b: 2 } } },
      { a: { b: 2 }, v: 9 },
    ],
    [
      'another shape stays when nothing changed',
      { original: { a: 'x', c: 1 }, before: { a: { b: 1 }, c: 1 }, after: { a: { b: 1 }, c: 2 } },
      { a: 'x', c: 2 },
    ],
    ['text is no number', { original: { a: 1 }, before: { a: 1 }, after: { a: '1' } }, { a: '1' }],
    ['the order of fields is no change', { original: { a: 'x' }, before: { a: { b: 1, c: 2 } }, after: { a: { c: 2, b: 1 } } }, { a: 'x' }],
  ])('%s', (_, versions, expected) => {
    expect(text(merge(versions))).toBe(text(expected));
  });
});

const steps = (...names: string[]): Json => names.map((id) => ({ id }));
const vendor = (...names: string[]): Json => names.map((id) => (id.startsWith('#') ? { note: id } : { id, at: id.toUpperCase() }));

describe('the elements of a list', () => {
  test.each<[string, Json, Json, Json, Json]>([
    ['a removed one goes', vendor('a', 'b', 'c'), steps('a', 'b', 'c'), steps('a', 'c'), vendor('a', 'c')],
    [
      'a new one comes between its neighbours',
      vendor('a', 'b'),
      steps('a', 'b'),
      steps('a', 'n', 'b'),
      [...list(vendor('a')), { id: 'n' }, ...list(vendor('b'))],
    ],
    ['a new first one comes first', vendor('a'), steps('a'), steps('n', 'a'), [{ id: 'n' }, ...list(vendor('a'))]],
    ['those that were moved are moved', vendor('a', 'b', 'c'), steps('a', 'b', 'c'), steps('c', 'a', 'b'), vendor('c', 'a', 'b')],
    ['the vendor’s order stays where nothing moved', vendor('c', 'b', 'a'), steps('a', 'b', 'c'), steps('a', 'b'), vendor('b', 'a')],
    [
      'what only the vendor has keeps its place',
      vendor('a', 'x', 'b'),
      steps('a', 'b'),
      steps('a', 'n', 'b'),
      [...list(vendor('a')), { id: 'n' }, ...list(vendor('x', 'b'))],
    ],
    ['what the vendor has without an identity keeps its place', vendor('a', '#', 'b'), steps('a', 'b'), steps('b'), vendor('#', 'b')],
    [
      'what is printed now and the vendor had is replaced',
      vendor('a', 'x'),
      steps('a'),
      [{ id: 'a' }, { id: 'x', n: 1 }],
      [...list(vendor('a')), { id: 'x', n: 1 }],
    ],
    ['all of them', vendor('a', 'b'), steps('a', 'b'), [], []],
    ['the first of them', [], [], steps('a'), steps('a')],
    ['one the vendor leaves out stays left out', vendor('a'), steps('a', 'd'), steps('n', 'a', 'd'), [{ id: 'n' }, ...list(vendor('a'))]],
    [
      'one the vendor leaves out is written when it changed',
      vendor('a'),
      steps('a', 'd'),
      [{ id: 'a' }, { id: 'd', n: 1 }],
      [...list(vendor('a')), { id: 'd', n: 1 }],
    ],
    [
      'one that replaces another has nothing of it',
      vendor('a', 'b'),
      steps('a', 'b'),
      steps('a', 'n'),
      [...list(vendor('a')), { id: 'n' }],
    ],
    [
      'those that say what they are are found, wherever they stand',
      [{ id: 'a', v: 1 }, { n: 1 }],
      [{ n: 1 }, { id: 'a' }],
      [{ n: 1 }, { id: 'a', t: 2 }],
      [{ id: 'a', t: 2, v: 1 }, { n: 1 }],
    ],
  ])('%s', (_, original, before, after, expected) => {
    expect(text(merge({ original, before, after }))).toBe(text(expected));
  });

  test('without identities they are paired by position', () => {
    const original = [
      { n: 1, v: 'a' },
      { n: 2, v: 'b' },
      { n: 3, v: 'c' },
    ];
    const before = [{ n: 1 }, { n: 2 }, { n: 3 }];
    expect(merge({ original, before, after: [{ n: 1 }, { n: 9 }, { n: 3 }] })).toEqual([original[0], { n: 9, v: 'b' }, original[2]]);
    expect(merge({ original, before, after: [{ n: 1 }, { n: 5 }, { n: 2 }, { n: 3 }] })).toEqual([
      original[0],
      { n: 5 },
      original[1],
      original[2],
    ]);
    expect(merge({ original, before, after: [{ n: 3 }, { n: 2 }] })).toEqual([original[2], original[1]]);
    expect(merge({ original, before, after: [{ n: 9 }, { n: 3 }] })).toEqual([{ n: 9 }, original[2]]);
  });

  test('a list printing does not write element by element is replaced, but for what is equal', () => {
    const original = frozen([{ n: 1 }, { n: 2, v: 'b' }, { n: 3 }]);
    const merged = merge({ original, before: [{ n: 1 }, { n: 3 }], after: [{ n: 4 }, { n: 1 }] });
    expect(merged).toEqual([{ n: 4 }, { n: 1 }]);
  });

  test('elements that share an identity are known by their order among the vendor’s, and by what they say among the printed', () => {
    const original = [
      { id: 'a', n: 1, v: 1 },
      { id: 'a', n: 2, v: 2 },
      { id: 'b', n: 3, v: 3 },
    ];
    const before = original.map(({ id, n }) => ({ id, n }));
    const [one = {}, two = {}, three = {}] = before as readonly Json[];
    expect(merge({ original, before, after: [one, two, { id: 'b', n: 4 }] })).toEqual([original[0], original[1], { id: 'b', n: 4, v: 3 }]);
    expect(merge({ original, before, after: [one, { id: 'a', n: 5 }, three] })).toEqual([
      original[0],
      { id: 'a', n: 5, v: 2 },
      original[2],
    ]);
    expect(merge({ original, before, after: [two, three] })).toEqual([original[1], original[2]]);
  });

  test('one that the vendor has once and printing writes twice stays once', () => {
    const original = [
      { id: 'a', v: [1, 2] },
      { id: 'b', v: [3] },
    ];
    const before = [
      { id: 'a', v: [1] },
      { id: 'a', v: [2] },
      { id: 'b', v: [3] },
    ];
    expect(merge({ original, before, after: before.with(2, { id: 'b', v: [4] }) })).toEqual([original[0], { id: 'b', v: [4] }]);
  });

  test('an identity that stands twice is that of the order', () => {
    const original = [
      { id: 'a', v: 1 },
      { id: 'a', v: 2 },
    ];
    expect(merge({ original, before: steps('a', 'a'), after: [{ id: 'a', n: 1 }, { id: 'a' }] })).toEqual([
      { id: 'a', v: 1, n: 1 },
      original[1],
    ]);
  });

  test('identity is asked with the place of the list', () => {
    const asked = new Set<string>();
    const document = (n: number): Json => ({ 'a/b': [{ id: 'x', options: [{ id: 'y', n }] }] });
    const identity = (element: Json, pointer: string) => {
      asked.add(pointer);
      return byId(element);
    };
    mergeArtifact({ original: document(1), before: document(1), after: document(2) }, { identity });
    expect([...asked]).toEqual(['/a~1b', '/a~1b/*/options']);
  });
});

describe('what only the platform knows', () => {
  const form = (object: JsonObject) => (typeof object.type === 'string' ? object.type : undefined);

  test('an object of another form than printing gives it is replaced as a whole once it changes', () => {
    const original = { a: { type: 'old', old: 'x', more: 1 } };
    const printed = (value: string) => ({ a: { type: 'new', new: value } });
    const merged = (after: Json) => mergeArtifact({ original, before: printed('x'), after }, { identity: byId, form });
    expect(merged(printed('x'))).toBe(original);
    expect(merged(printed('y'))).toEqual(printed('y'));
  });

  test('an element that printing adds by itself is written where what it says of the bot changes', () => {
    const printed = (to: string, by: number) => [
      { id: 'own', n: by },
      { id: 'made', to, by },
    ];
    const added = (element: Json) => (isJsonObject(element) && element.id === 'made' ? (element.to ?? null) : undefined);
    const merged = (after: Json) =>
      mergeArtifact({ original: [{ id: 'own', n: 1 }], before: printed('x', 1), after }, { identity: byId, added });
    expect(merged(printed('x', 2))).toEqual([{ id: 'own', n: 2 }]);
    expect(merged(printed('y', 1))).toEqual([
      { id: 'own', n: 1 },
      { id: 'made', to: 'y', by: 1 },
    ]);
  });
});

describe('a merge', () => {
  const identified = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), value: json }), { selector: ({ id }) => id });
  const lists = fc.record({ steps: identified, more: json });

  test('is the vendor’s own document when nothing changed', () => {
    fc.assert(
      fc.property(json, json, (original, printed) => {
        const frozenOriginal = frozen(original);
        expect(mergeArtifact(frozen({ original: frozenOriginal, before: printed, after: structuredClone(printed) }), format)).toBe(
          frozenOriginal,
        );
      }),
    );
  });

  test('is the vendor’s own document when that says already what is printed now', () => {
    const original = frozen({ a: [{ id: 'x', n: 2 }], b: [1] });
    const before = { a: [{ id: 'x', n: 1 }], b: 'text' };
    expect(mergeArtifact({ original, before, after: { a: [{ id: 'x', n: 2 }], b: [1] } }, format)).toBe(original);
  });

  test('is what is printed now when the vendor’s document is what was printed', () => {
    fc.assert(
      fc.property(fc.oneof(json, lists), fc.oneof(json, lists), (before, after) => {
        expect(merge({ original: before, before, after })).toEqual(after);
      }),
    );
    fc.assert(
      fc.property(identified, identified, (before, after) => {
        const order = (value: Json) => list(value).map(byId);
        expect(order(merge({ original: before, before, after }))).toEqual(order(after));
      }),
    );
  });

  test('is the same when it is done again', () => {
    fc.assert(
      fc.property(identified, identified, identified, (original, before, after) => {
        const once = merge({ original, before, after });
        expect(merge({ original: once, before: after, after })).toEqual(once);
      }),
    );
  });

  test('changes only the element that changed', () => {
    const bots = fc
      .uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 })
      .chain((ids) => fc.tuple(fc.constant(ids), fc.nat(ids.length - 1), json, json));
    fc.assert(
      fc.property(bots, ([ids, changed, extra, value]) => {
        const original = frozen(ids.map((id) => ({ extra, id, value: 0 })));
        const before = ids.map((id) => ({ id, value: 0 }));
        const after = ids.map((id, index) => ({ id, value: index === changed ? { value } : 0 }));
        const merged = list(mergeArtifact(frozen({ original, before, after }), format));
        for (const [index, element] of merged.entries()) {
          if (index === changed) expect(text(element)).toBe(text({ extra, id: ids[index] ?? '', value: { value } }));
          else expect(element).toBe(original[index]);
        }
      }),
    );
  });

  test('says which object each new one was made of', () => {
    const original = { a: { b: [{ id: 'x', v: 1, n: 1 }], same: {} } };
    const copies = new Map<object, object>();
    const merged = mergeArtifact(
      { original, before: { a: { b: [{ id: 'x', n: 1 }] } }, after: { a: { b: [{ id: 'x', n: 2 }] } } },
      format,
      (copy, of) => void copies.set(copy, of),
    ) as typeof original;
    expect(copies).toEqual(
      new Map<object, object>([
        [merged.a.b[0] ?? {}, original.a.b[0] ?? {}],
        [merged.a.b, original.a.b],
        [merged.a, original.a],
        [merged, original],
      ]),
    );
    expect(merged.a.same).toBe(original.a.same);
  });

  test('takes a time that grows with the document, not with its depth or the length of its lists', () => {
    const nested = (depth: number, leaf: Json): Json => (depth === 0 ? leaf : { a: nested(depth - 1, leaf), b: [depth] });
    const deep = merge({ original: nested(1000, 'v'), before: nested(1000, 1), after: nested(1000, 2) });
    expect(deep).toEqual(nested(1000, 2));
    const long = (n: number): Json => Array.from({ length: 20_000 }, (_, index) => ({ n: index % 7, k: index === 10_000 ? n : 0 }));
    expect(merge({ original: long(0), before: long(0), after: [...list(long(1)), 5] })).toEqual([...list(long(1)), 5]);
  });
});

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
