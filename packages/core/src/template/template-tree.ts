/** A template as parsed: texts and placeholders in turn. Neighbouring texts are one, and none is empty. */
export type TemplateTree = readonly TemplatePart[];

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly reference: Reference };

/**
 * What a placeholder names: `{{order.$body.items[0].title}}`, `{{var["sign up date"]}}`, `{{v.$body.m[{{id}}].wait}}`.
 * `root` is a variable or a reserved root; any other variable is reached through the root `var`.
 */
export interface Reference {
  readonly root: string;
  readonly segments: readonly Segment[];
}

/** One step into a value: a field, a position in a list (from 0), or either of them taken from another value. */
export type Segment = { readonly name: string } | { readonly index: number } | { readonly computed: Reference };

/** Roots that are no variables: a variable of such a name is reached as `{{var["user"]}}`. */
export const reservedRoots = ['user', 'env', 'secret', 'session', 'location', 'item', 'var'] as const;

export type ReservedRoot = (typeof reservedRoots)[number];

const names = /^[\p{L}\p{M}\p{N}_$-]+$/u;

/** Whether a name can stand in a placeholder without quotes. */
export const isPlainName = (text: string): boolean => names.test(text);

/** Every reference of a template, in order, each followed by the computed ones inside it. */
export const referencesOf = (tree: TemplateTree): readonly Reference[] =>
  tree.flatMap((part) => (part.kind === 'placeholder' ? withComputed(part.reference) : []));

export const withComputed = (reference: Reference): readonly Reference[] => [
  reference,
  ...reference.segments.flatMap((segment) => ('computed' in segment ? withComputed(segment.computed) : [])),
];
