import { parseTemplate, printTemplate, type Reference, reservedRoots, type Segment, type TemplateTree } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clickatellTemplates, patternTemplates } from './template-dialect.ts';

const read = (text: string): string => printTemplate(clickatellTemplates.parse(text).tree);
const print = (template: string): string => clickatellTemplates.print(parseTemplate(template).tree);

describe('the placeholders of Chat Flow', () => {
  test.each([
    ['[[name]]', '{{name}}'],
    ['[[EXAMPLE:products.1.desc]]', '{{EXAMPLE.products[0].desc}}'],
    ['[[EXAMPLE:products.4.category]]', '{{EXAMPLE.products[3].category}}'],
    ['[[My API:items.2.first name]]', '{{var["My API"].items[1]["first name"]}}'],
    ['[[sum:result]]', '{{sum.result}}'],
    ['[[lower:name]]', '{{name.$lower}}'],
    ['[[upper:Shop:items.1.id]]', '{{Shop.items[0].id.$upper}}'],
    ['[[session:msisdn]]', '{{var["session:msisdn"]}}'],
    ['[[session:param:1]]', '{{var["session:param:1"]}}'],
    ['[[secret:KEY]]', '{{secret.KEY}}'],
    ['Dear [[name]], it is [[Api:a.b]].', 'Dear {{name}}, it is {{Api.a.b}}.'],
    ['[[Api:"a.b".1]]', '{{Api["a.b"][0]}}'],
    ['[[var:user]]', '{{var.user}}'],
    ['a [[["[["]] b', 'a [[[ b'],
  ])('%s reads as %s, and back', (vendor, neutral) => {
    expect(clickatellTemplates.parse(vendor).problems).toEqual([]);
    expect(read(vendor)).toBe(neutral);
    expect(read(print(neutral))).toBe(neutral);
  });

  test.each(['[[', '[[]]', '[[a', '[[a:]]', '[[a..b]]', '[[:x]]', '[[a[0]]]'])('%s is text, with a problem', (text) => {
    const { problems } = clickatellTemplates.parse(text);
    expect(read(text)).toBe(text);
    expect(problems).toHaveLength(1);
  });

  test('patterns have single brackets, and # for the number', () => {
    const { tree } = patternTemplates.parse('[EXAMPLE:products.#.desc] ([EXAMPLE:products.#.unitPrice])');
    expect(printTemplate(tree)).toBe('{{EXAMPLE.products["#"].desc}} ({{EXAMPLE.products["#"].unitPrice}})');
    expect(patternTemplates.print(tree)).toBe('[EXAMPLE:products.#.desc] ([EXAMPLE:products.#.unitPrice])');
  });
});

const name = fc.oneof(
  fc.constantFrom('a', 'name', 'My API', '7', 'a.b', '"q"', 'x]]y', '', ' s', 'session:x', '#', '[['),
  fc.string({ maxLength: 8 }),
);
const segment: fc.Arbitrary<Segment> = fc.oneof(
  name.map((field) => ({ name: field })),
  fc.nat(20).map((index) => ({ index })),
);
const plainRoot = fc.constantFrom('a', 'order', 'größe', '$x', 'v-1', 'lower', 'upper');
const reference: fc.Arbitrary<Reference> = fc.oneof(
  fc.record({ root: plainRoot, segments: fc.array(segment, { maxLength: 3 }) }),
  fc.record({
    root: fc.constant('var'),
    segments: fc
      .tuple(
        name.map((first) => ({ name: first })),
        fc.array(segment, { maxLength: 2 }),
      )
      .map(([first, more]) => [first, ...more]),
  }),
);
const trees: fc.Arbitrary<TemplateTree> = fc
  .array(
    fc.oneof(
      fc.oneof(fc.constantFrom('[', '[[', ']]', '"', ' '), fc.string()).map((text) => ({ kind: 'text' as const, text })),
      reference.map((to) => ({ kind: 'placeholder' as const, reference: to })),
    ),
  )
  .map((parts) => parseTemplate(printTemplate(parts)).tree);

/** What a reference means: a variable has one name, however it is reached. */
const meaning = (tree: TemplateTree) =>
  tree.map((part) => {
    if (part.kind === 'text' || reservedRoots.some((root) => root === part.reference.root)) return part;
    return { ...part, reference: { root: 'var', segments: [{ name: part.reference.root }, ...part.reference.segments] } };
  });

describe.each([
  ['texts', clickatellTemplates],
  ['patterns', patternTemplates],
])('in %s', (_where, dialect) => {
  test('every tree reads as it was printed', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(meaning(dialect.parse(dialect.print(tree)).tree)).toEqual(meaning(tree));
      }),
      { numRuns: 1_000 },
    );
  });

  test('every text is read', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom('[', ']', ':', '.', '"', 'a', '1', '\\')).map((parts) => parts.join('')),
        ),
        (text) => {
          const { tree } = dialect.parse(text);
          expect(meaning(dialect.parse(dialect.print(tree)).tree)).toEqual(meaning(tree));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
