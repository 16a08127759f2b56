import type { Reference, Segment, TemplateDialect, TemplatePart } from '@dragoman/core';
import { referenceTo } from './reference-to.ts';

export interface Brackets {
  readonly open: string;
  readonly close: string;
}

/**
 * Placeholders as Chat Flow writes them, between double brackets in texts and single ones in patterns: `[[name]]`,
 * `[[Products:items.1.title]]`, `[[lower:name]]`, `[[session:msisdn]]`. Positions count from 1.
 *
 * Names that Chat Flow has no form for stand in quotes (`[[Products:"a.b"]]`), and so does a text that is none of it
 * (`[["[["]]`): forms of ours.
 *
 * @see https://docs.clickatell.com/flow/configuration/variable-management
 */
export const bracketDialect = ({ open, close }: Brackets): TemplateDialect => ({
  print: (tree) => {
    let text = '';
    let printed = '';
    for (const part of tree) {
      if (part.kind === 'text') text += part.text;
      else {
        printed += escaped(text, open, close) + open + printReference(part.reference) + close;
        text = '';
      }
    }
    return printed + escaped(text, open, close);
  },
  parse: (text) => {
    const parts: TemplatePart[] = [];
    const problems: string[] = [];
    let pending = '';
    let position = 0;
    for (let at = openingAt(text, 0, open); at !== -1; at = openingAt(text, position, open)) {
      pending += text.slice(position, at);
      const end = closingAt(text, at + open.length, close);
      const content = end === -1 ? undefined : readContent(text.slice(at + open.length, end));
      if (content === undefined) {
        problems.push(`${excerpt(text, at, close)} is no placeholder. Write ${open}name${close}, or ${open}Api:path.1.name${close}.`);
        pending += open;
        position = at + open.length;
        continue;
      }
      position = end + close.length;
      if (typeof content === 'string') pending += content;
      else {
        if (pending !== '') parts.push({ kind: 'text', text: pending });
        pending = '';
        parts.push({ kind: 'placeholder', reference: content });
      }
    }
    pending += text.slice(position);
    return { tree: pending === '' ? parts : [...parts, { kind: 'text', text: pending }], problems };
  },
});

/** In a run of opening brackets the last ones open the placeholder. */
const openingAt = (text: string, from: number, open: string): number => {
  let found = text.indexOf(open, from);
  if (found !== -1) while (text[found + open.length] === open[0]) found += 1;
  return found;
};

/** Where a placeholder closes: behind quotes, if there are any. */
const closingAt = (text: string, from: number, close: string): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith(close, at)) return at;
    if (text[at] !== '"') continue;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  }
  return -1;
};

const escaped = (text: string, open: string, close: string): string => text.replaceAll(open, () => open + JSON.stringify(open) + close);

/** Words that mean something of their own: a variable of such a name stands behind `var`. */
const special: ReadonlySet<string> = new Set(['secret', 'env', 'session', 'lower', 'upper', 'var']);

const printReference = ({ root, segments }: Reference): string => {
  const last = segments.at(-1);
  const isInCase = last !== undefined && 'name' in last && (last.name === '$lower' || last.name === '$upper');
  if (isInCase && segments.length > (root === 'var' ? 1 : 0))
    return `${last.name.slice(1)}:${printReference({ root, segments: segments.slice(0, -1) })}`;
  if (root === 'secret' || root === 'env') return joined(root, segments);
  const [first, ...others] = root === 'var' ? segments : [{ name: root }, ...segments];
  if (first === undefined || !('name' in first)) return joined('var', segments);
  if (others.length === 0 && sessionName.test(first.name)) return first.name;
  return special.has(first.name) || !writable.test(first.name) ? joined('var', [first, ...others]) : joined(first.name, others);
};

/** What Chat Flow itself keeps of a session: `session:msisdn`, `session:param:1`. */
const sessionName = /^session:[^[\]"]+$/;

const joined = (root: string, segments: readonly Segment[]): string =>
  segments.length === 0 ? root : `${root}:${segments.map(segmentText).join('.')}`;

const segmentText = (segment: Segment): string => {
  if ('index' in segment) return String(segment.index + 1);
  return 'name' in segment ? nameText(segment.name) : nameText(printReference(segment.computed));
};

const nameText = (name: string): string => (writable.test(name) ? name : JSON.stringify(name));

/** A name that can stand without quotes: nothing that ends it, and no number, which is a position. */
const writable = /^(?!\d+$)(?!\s)[^\s:."[\]{}\\](?:[^:."[\]{}\\\r\n]*[^\s:."[\]{}\\])?$/u;

/** What stands between the brackets: a text in quotes, or a reference. */
const readContent = (content: string): string | Reference | undefined => {
  const [, word, inside] = /^\s*(lower|upper):(.+)$/s.exec(content) ?? [];
  if (word !== undefined && inside !== undefined) {
    const inner = readContent(inside);
    return inner === undefined || typeof inner === 'string'
      ? undefined
      : { root: inner.root, segments: [...inner.segments, { name: `$${word}` }] };
  }
  if (sessionName.test(content)) return { root: 'var', segments: [{ name: content }] };
  const [first, ...others] = piecesOf(content) ?? [];
  if (first === undefined) return undefined;
  if (first.isQuoted) return others.length === 0 ? first.name : undefined;
  const segments = others.map(
    ({ name, isQuoted }): Segment => (!isQuoted && /^[1-9]\d{0,14}$/.test(name) ? { index: Number(name) - 1 } : { name }),
  );
  if (first.name === 'var' || first.name === 'secret' || first.name === 'env') return { root: first.name, segments };
  return referenceTo(first.name, segments);
};

interface Piece {
  readonly name: string;
  readonly isQuoted: boolean;
}

/** The parts of `root:a.b."c.d".1`; undefined where it is not made of them. */
const piecesOf = (content: string): readonly Piece[] | undefined => {
  const pieces: Piece[] = [];
  let position = 0;
  while (position <= content.length) {
    piece.lastIndex = position;
    const found = piece.exec(content);
    if (found === null) return undefined;
    const [whole, quoted, bare] = found;
    const name = quoted === undefined ? bare?.trim() : unquoted(quoted);
    if (name === undefined || (quoted === undefined && name === '')) return undefined;
    pieces.push({ name, isQuoted: quoted !== undefined });
    position += whole.length;
    if (position === content.length) return pieces;
    if (content[position] !== (pieces.length === 1 ? ':' : '.')) return undefined;
    position += 1;
  }
  return undefined;
};

const piece = /("(?:[^"\\]|\\.)*")|([^:."[\]{}\\\r\n]+)/y;

const unquoted = (text: string): string | undefined => {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
};

const excerpt = (text: string, at: number, close: string): string => {
  const end = text.indexOf(close, at);
  const shown = text.slice(at, Math.min(end === -1 ? text.length : end + close.length, at + shownLength));
  return shown.length === shownLength ? `${shown}…` : shown;
};

const shownLength = 40;
