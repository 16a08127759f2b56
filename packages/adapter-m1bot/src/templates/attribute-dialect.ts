import { delimited, type Reference, reservedRoots, type TemplateDialect, type TemplatePart, type TemplateTree } from '@dragoman/core';

export interface AttributeDialectOptions {
  /** Whether there is an attribute of this key. Only such a key is ever read as a placeholder. Default: of every key. */
  readonly isKnown?: (key: string) => boolean;
}

/**
 * How a document writes attributes into texts: `/city`, where it begins behind a boundary (the start, whitespace, a quote,
 * `=`, `:` or `,`) and ends before anything but a letter, a digit, `_` or `/`; `{/city}` everywhere else, and for what is
 * no attribute (`{/env.SHOP_URL}`, `{/secret.SHOP_KEY}`). So paths of addresses stay what they are. A backslash before such
 * a slash makes it a plain one: `\/city` says "/city".
 *
 * Assumed: m1bot shows a picker for `/` and publishes nothing of what it stores.
 */
export const attributeDialect = ({ isKnown = () => true }: AttributeDialectOptions = {}): TemplateDialect => {
  const isToken = (key: string): boolean => isKnown(key);
  return {
    print: (tree) => braced.print(shortened(tree, isToken)),
    parse: (text) => {
      const { tree, problems } = braced.parse(text);
      return { tree: tree.flatMap((part, index) => (part.kind === 'text' ? partsOf(part.text, index === 0, isToken) : [part])), problems };
    },
  };
};

const braced = delimited('{/', '}');

/** The keys that a text names by a slash and that are not keys of attributes: most likely they were meant to be. */
export const unknownKeys = (text: string, isKnown: (key: string) => boolean): readonly string[] =>
  [...text.matchAll(token)].flatMap(([, escapes = '', key = '']) => (escapes === '' && !isKnown(key) ? [key] : []));

/** The attribute a reference reads; undefined for what is none. */
export const keyOfReference = ({ root, segments }: Reference): string | undefined => {
  const [first, ...others] = segments;
  if (root === 'var') return first !== undefined && 'name' in first && others.length === 0 ? first.name : undefined;
  return segments.length === 0 && !isReserved(root) ? root : undefined;
};

export const referenceOfKey = (key: string): Reference =>
  isReserved(key) ? { root: 'var', segments: [{ name: key }] } : { root: key, segments: [] };

const isReserved = (name: string): boolean => reservedRoots.some((root) => root === name);

/** Behind a boundary: backslashes, a slash, a key. */
const token = /(?<=^|[\s"'=:,])(\\*)\/([a-z][a-z0-9_]*)(?![\p{L}\p{N}_/])/gu;
const aKey = /^[a-z][a-z0-9_]*$/;
const boundaryAtEnd = /[\s"'=:,]$/;
const goesOn = /^[\p{L}\p{N}_/]/u;

/** Attributes that can be written short, as texts; plain slashes that could be mistaken for one, behind a backslash. */
const shortened = (tree: TemplateTree, isToken: (key: string) => boolean): TemplateTree => {
  const made: TemplatePart[] = [];
  const add = (text: string): void => {
    const last = made.at(-1);
    if (last?.kind === 'text') made[made.length - 1] = { kind: 'text', text: last.text + text };
    else if (text !== '') made.push({ kind: 'text', text });
  };
  for (const [index, part] of tree.entries()) {
    if (part.kind === 'text') {
      add(escaped(part.text, index === 0, isToken));
      continue;
    }
    const before = tree[index - 1];
    const after = tree[index + 1];
    const key = keyOfReference(part.reference);
    const begins = before === undefined || (before.kind === 'text' && boundaryAtEnd.test(before.text));
    const ends = after === undefined || (after.kind === 'text' && !goesOn.test(after.text));
    if (key !== undefined && aKey.test(key) && isToken(key) && begins && ends) add(`/${key}`);
    else made.push(part);
  }
  return made;
};

/** What stands before a text that does not begin the template: anything that is no boundary. */
const noBoundary = '.';

const escaped = (text: string, isFirst: boolean, isToken: (key: string) => boolean): string =>
  replaced(text, isFirst, (match, _escapes, key) => (isToken(key) ? `\\${match}` : match));

const replaced = (text: string, isFirst: boolean, replace: (match: string, escapes: string, key: string) => string): string =>
  isFirst ? text.replace(token, replace) : (noBoundary + text).replace(token, replace).slice(noBoundary.length);

const partsOf = (text: string, isFirst: boolean, isToken: (key: string) => boolean): readonly TemplatePart[] => {
  const whole = isFirst ? text : noBoundary + text;
  const parts: TemplatePart[] = [];
  let said = '';
  let from = isFirst ? 0 : noBoundary.length;
  for (const match of whole.matchAll(token)) {
    const [written, escapes = '', key = ''] = match;
    if (!isToken(key)) continue;
    said += whole.slice(from, match.index);
    from = match.index + written.length;
    if (escapes !== '') said += written.slice(1);
    else {
      if (said !== '') parts.push({ kind: 'text', text: said });
      said = '';
      parts.push({ kind: 'placeholder', reference: referenceOfKey(key) });
    }
  }
  said += whole.slice(from);
  return said === '' ? parts : [...parts, { kind: 'text', text: said }];
};
