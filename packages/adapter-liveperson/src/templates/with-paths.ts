import { parseTemplate, printTemplate, type Reference, type Segment } from '@dragoman/core';

/** A template with other paths behind its variables, also where a placeholder stands in a path. */
export const withPaths = (template: string, change: (path: readonly Segment[], variable: string) => readonly Segment[]): string => {
  if (!template.includes('{{')) return template;
  const { tree, problems } = parseTemplate(template);
  if (problems.length > 0) return template;
  const changed = ({ root, segments }: Reference): Reference => {
    const inner = segments.map((segment): Segment => ('computed' in segment ? { computed: changed(segment.computed) } : segment));
    const [first] = inner;
    const isQuoted = root === 'var' && first !== undefined && 'name' in first;
    const head = isQuoted ? [first] : [];
    return { root, segments: [...head, ...change(inner.slice(head.length), isQuoted ? first.name : root)] };
  };
  return printTemplate(tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: changed(part.reference) })));
};
