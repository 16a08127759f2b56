import * as fc from 'fast-check';
import type { Json } from '../json.ts';
import type { Lookup } from './resolve-reference.ts';
import type { Reference, Segment, TemplatePart, TemplateTree } from './template-tree.ts';

/** Text full of what could be mistaken for a placeholder. */
export const hostileText = fc.oneof(
  fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', '"', "'", '\\', '[', ']', '.', 'a', ' ', '\n', 'é', '🐫') }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('{{id}}', '{{secret.KEY}}', '{{"{{"}}', '{{var["x"]}}'),
);

const plainName = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '_', '$', '-', 'é'), minLength: 1, maxLength: 4 });

const reference: fc.Arbitrary<Reference> = fc.letrec<{ reference: Reference; segment: Segment }>((tie) => ({
  reference: fc.record({ root: plainName, segments: fc.array(tie('segment'), { maxLength: 3 }) }),
  segment: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({ name: fc.oneof(plainName, hostileText) }),
    fc.record({ index: fc.nat() }),
    fc.record({ computed: tie('reference') }),
  ),
})).reference;

/** Trees as the parser makes them: no empty text, no two texts in a row. */
export const templateTree: fc.Arbitrary<TemplateTree> = fc
  .array(
    fc.oneof(
      hostileText.filter((text) => text !== '').map((text): TemplatePart => ({ kind: 'text', text })),
      reference.map((found): TemplatePart => ({ kind: 'placeholder', reference: found })),
    ),
  )
  .map((parts) => parts.filter((part, index) => part.kind === 'placeholder' || parts[index - 1]?.kind !== 'text'));

export const jsonValue = fc.jsonValue().map((value) => value as Json);

export const lookupIn =
  (values: { readonly [name: string]: Json }): Lookup =>
  (root) =>
    Object.hasOwn(values, root) ? values[root] : undefined;
