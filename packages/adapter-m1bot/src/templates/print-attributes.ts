import { parseTemplate, type Reference, type Segment, type TemplatePart } from '@dragoman/core';
import type { AttributeKeys } from '../attribute-keys.ts';
import { attributeDialect, keyOfReference, referenceOfKey } from './attribute-dialect.ts';

/** Writes neutral templates with attributes in place of variables. */
export const attributePrinter = ({ keyOf, isKey }: AttributeKeys): ((template: string) => string) => {
  const dialect = attributeDialect({ isKnown: isKey });
  const renamed = (reference: Reference): Reference => {
    const variable = keyOfReference(reference);
    if (variable !== undefined) return referenceOfKey(keyOf(variable));
    const segments = reference.segments.map(
      (segment): Segment => ('computed' in segment ? { computed: renamed(segment.computed) } : segment),
    );
    return { ...reference, segments };
  };
  return (template) =>
    dialect.print(
      parseTemplate(template).tree.map(
        (part): TemplatePart => (part.kind === 'text' ? part : { ...part, reference: renamed(part.reference) }),
      ),
    );
};
