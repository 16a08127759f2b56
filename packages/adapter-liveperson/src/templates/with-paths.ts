import { parseTemplate, printTemplate, type Reference, type Segment } from '@dragoman/core';

/** A template with other paths behind the variables named, also where a placeholder stands in one. */
export const withPaths = <T>(
  template: string,
  variables: ReadonlyMap<string, T>,
  change: (path: readonly Segment[], of: T) => readonly Segment[],
): string => {
  if (variables.size === 0 || !template.includes('{{')) return template;
  const { tree, problems } = parseTemplate(template);
  if (problems.length > 0) return template;
  const changed = ({ root, segments }: Reference): Reference => {
    const inner = segments.map((segment): Segment => ('computed' in segment ? { computed: changed(segment.computed) } : segment));
    const [first] = inner;
    const isQuoted = root === 'var' && first !== undefined && 'name' in first;
    const head = isQuoted ? [first] : [];
    const of = variables.get(isQuoted ? first.name : root);
    return { root, segments: of === undefined ? inner : [...head, ...change(inner.slice(head.length), of)] };
  };
  return printTemplate(tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: changed(part.reference) })));
};
