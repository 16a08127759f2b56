import { type Delimiters, neutralDelimiters } from './delimiters.ts';
import type { Reference, Segment, TemplatePart, TemplateTree } from './template-tree.ts';

/** Something that looks like a placeholder and is none. `offset` counts UTF-16 units from 0. */
export interface TemplateProblem {
  readonly offset: number;
  readonly reason: string;
}

export interface ParsedTemplate {
  readonly tree: TemplateTree;
  readonly problems: readonly TemplateProblem[];
}

/**
 * Reads a template. Never throws: a malformed placeholder stays in the tree as the text it is, and is a problem.
 *
 * In a run of more than two opening braces the last two open the placeholder, so `{{{id}}}` is a brace, `id`, a brace.
 * `{{"{{"}}` is the text `{{`, as any text in quotes stands for itself.
 */
export const parseTemplate = (text: string): ParsedTemplate => parseDelimited(text, neutralDelimiters);

/** The same between other delimiters. */
export const parseDelimited = (text: string, delimiters: Delimiters): ParsedTemplate => {
  if (!text.includes(delimiters.open)) return { tree: text === '' ? [] : [{ kind: 'text', text }], problems: [] };
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  let pending = '';
  let position = 0;
  while (position < text.length) {
    const open = openingAt(text, position, delimiters);
    if (open === -1) break;
    pending += text.slice(position, open);
    const scanner: Scanner = { text, delimiters, position: open };
    const content = placeholder(scanner, 0);
    if (typeof content === 'string') {
      pending += content;
      position = scanner.position;
    } else if ('reason' in content) {
      problems.push({ offset: open, reason: content.reason });
      pending += delimiters.open;
      position = open + delimiters.open.length;
    } else {
      if (pending !== '') parts.push({ kind: 'text', text: pending });
      pending = '';
      parts.push({ kind: 'placeholder', reference: content });
      position = scanner.position;
    }
  }
  pending += text.slice(position);
  if (pending !== '') parts.push({ kind: 'text', text: pending });
  return { tree: parts, problems };
};

/** Reads what stands between the braces of a placeholder: `order.items[0].title`. Undefined when it is no reference. */
export const parseReference = (text: string): Reference | undefined => {
  const scanner: Scanner = { text, delimiters: neutralDelimiters, position: 0 };
  const found = reference(scanner, 0);
  return 'reason' in found || scanner.position !== text.length ? undefined : found;
};

// Nobody computes a segment from a segment eight deep; without a limit hostile text would make the reader recurse for ever.
const maxDepth = 8;

interface Scanner {
  readonly text: string;
  readonly delimiters: Delimiters;
  position: number;
}

interface Malformed {
  readonly reason: string;
}

const openingAt = (text: string, from: number, { open, isRun }: Delimiters): number => {
  let found = text.indexOf(open, from);
  if (found !== -1 && isRun) while (text[found + open.length] === open[0]) found += 1;
  return found;
};

/** The scanner stands at the opening delimiter and, if all goes well, ends behind the closing one. */
const placeholder = (scanner: Scanner, depth: number): Reference | string | Malformed => {
  const { open, close } = scanner.delimiters;
  scanner.position += open.length;
  skipSpace(scanner);
  const quote = scanner.text[scanner.position];
  const content = quote === '"' || quote === "'" ? quoted(scanner) : reference(scanner, depth);
  if (typeof content === 'object' && 'reason' in content) return content;
  skipSpace(scanner);
  return take(scanner, close) ? content : unexpected(scanner, `"${close}"`);
};

const reference = (scanner: Scanner, depth: number): Reference | Malformed => {
  const root = name(scanner);
  if (root === '') return unexpected(scanner, 'a name');
  const segments: Segment[] = [];
  for (;;) {
    const segment = nextSegment(scanner, depth);
    if (segment === undefined) return { root, segments };
    if ('reason' in segment) return segment;
    segments.push(segment);
  }
};

const nextSegment = (scanner: Scanner, depth: number): Segment | Malformed | undefined => {
  if (take(scanner, '.')) {
    const field = name(scanner);
    return field === '' ? unexpected(scanner, 'a field name after the dot') : { name: field };
  }
  if (!take(scanner, '[')) return undefined;
  skipSpace(scanner);
  const segment = bracketed(scanner, depth);
  if ('reason' in segment) return segment;
  skipSpace(scanner);
  return take(scanner, ']') ? segment : unexpected(scanner, '"]"');
};

const bracketed = (scanner: Scanner, depth: number): Segment | Malformed => {
  const { text, delimiters, position } = scanner;
  if (text.startsWith(delimiters.open, position)) {
    if (depth === maxDepth) return { reason: 'Placeholders are nested too deeply.' };
    const content = placeholder(scanner, depth + 1);
    if (typeof content === 'string') return { name: content };
    return 'reason' in content ? content : { computed: content };
  }
  if (text[position] === '"' || text[position] === "'") {
    const field = quoted(scanner);
    return typeof field === 'string' ? { name: field } : field;
  }
  const digits = sticky(indexes, scanner);
  if (digits === '') return unexpected(scanner, 'a number, a text in quotes or a placeholder in the brackets');
  const index = Number(digits);
  return Number.isSafeInteger(index) ? { index } : { reason: 'The number in the brackets is too large.' };
};

const names = /[\p{L}\p{M}\p{N}_$-]+/uy;
const indexes = /0|[1-9][0-9]*/y;
const spaces = /[ \t\r\n]*/y;

const name = (scanner: Scanner): string => sticky(names, scanner);

const skipSpace = (scanner: Scanner): void => {
  sticky(spaces, scanner);
};

const sticky = (pattern: RegExp, scanner: Scanner): string => {
  pattern.lastIndex = scanner.position;
  const found = pattern.exec(scanner.text)?.[0] ?? '';
  scanner.position += found.length;
  return found;
};

const take = (scanner: Scanner, expected: string): boolean => {
  if (!scanner.text.startsWith(expected, scanner.position)) return false;
  scanner.position += expected.length;
  return true;
};

/** A text in double quotes as JSON has it, or the same in single quotes. */
const quoted = (scanner: Scanner): string | Malformed => {
  const { text, position: start } = scanner;
  const quote = text[start];
  let end = start + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) return { reason: `The quote ${quote} is not closed.` };
  scanner.position = end + 1;
  const content = text.slice(start + 1, end);
  try {
    return JSON.parse(`"${quote === '"' ? content : inDoubleQuotes(content)}"`) as string;
  } catch {
    return { reason: 'What stands in the quotes is not a text as JSON has it.' };
  }
};

const inDoubleQuotes = (content: string): string =>
  content.replace(/\\.|"/gs, (found) => (found === "\\'" ? "'" : found === '"' ? '\\"' : found));

const unexpected = ({ text, position }: Scanner, expected: string): Malformed => {
  const found = text.codePointAt(position);
  return {
    reason: found === undefined ? `Expected ${expected}, found the end.` : `Expected ${expected}, found "${String.fromCodePoint(found)}".`,
  };
};
