import type { Template } from '../../document/template.ts';
import type { Assignment } from '../../document/variable.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { parseTemplate } from '../../template/parse-template.ts';
import { printTemplate } from '../../template/print-template.ts';
import type { Reference, Segment, TemplatePart } from '../../template/template-tree.ts';
import { textOf } from '../../values/text-of.ts';

/** A template that says what some variables will hold before they hold it. */
export const withValues = (template: Template, set: readonly Assignment[]): Template => {
  if (set.length === 0 || !template.includes('{{')) return template;
  const parts = parseTemplate(template).tree.flatMap((part) =>
    part.kind === 'placeholder' ? (writtenParts(part.reference, set) ?? [part]) : [part],
  );
  return printTemplate(parts);
};

const writtenParts = ({ root, segments }: Reference, set: readonly Assignment[]): readonly TemplatePart[] | undefined => {
  const [first, ...others] = segments;
  const isQuoted = root === 'var' && first !== undefined && 'name' in first;
  const [name, steps] = isQuoted ? [first.name, others] : [root, segments];
  const written = set.find(({ variable }) => variable === name);
  return written && partsOf(written.value, steps);
};

const partsOf = (value: Json, [step, ...others]: readonly Segment[]): readonly TemplatePart[] | undefined => {
  if (step === undefined) {
    if (typeof value === 'object' && value !== null) return undefined;
    return typeof value === 'string' ? parseTemplate(value).tree : [{ kind: 'text', text: textOf(value) }];
  }
  return 'name' in step && isJsonObject(value) && Object.hasOwn(value, step.name) ? partsOf(value[step.name] ?? null, others) : undefined;
};
