import { DragomanError } from '@dragoman/core';
import { type Program, parse, tokenizer } from 'acorn';

/** A script as a tree, with places in the source as it was given; or where it stops being a script. */
export type ParsedScript = { readonly program: Program } | { readonly line: number; readonly column: number; readonly message: string };

/**
 * Reads a script as the vendor's engine does: ES5 (2009), and `for each (var x in list)`, which is read as `for (…)` at the
 * same places. Lines and columns are from 1.
 *
 * Assumed, as the engine is one of Java's: a panel is the body of a function, so it may `return`; `<!--` begins a comment;
 * numbers may be octal.
 *
 * @see https://developers.liveperson.com/conversation-builder-best-practices-custom-code.html
 */
export const parseEs5 = (source: string): ParsedScript => {
  if (source.length > longestScript) return { line: 1, column: 1, message: `The script is longer than ${longestScript} characters.` };
  try {
    return { program: parse(withoutEach(source), options) };
  } catch (error) {
    return problemOf(error, source);
  }
};

/** The tree of a script, where it is one. */
export const programOf = (source: string): Program | undefined => {
  const parsed = parseEs5(source);
  return 'program' in parsed ? parsed.program : undefined;
};

/**
 * A script as an engine of today runs it, every line and column where it was. Throws for what the platform could not
 * read: the message says where.
 */
export const runnableSource = (source: string): string => {
  const known = runnable.get(source);
  if (known !== undefined) return known;
  const parsed = parseEs5(source);
  if (!('program' in parsed)) {
    const { line, column, message } = parsed;
    throw new DragomanError(`line ${line}, column ${column}: ${message}`, {
      code: 'validation',
      source: '@dragoman/adapter-liveperson',
      diagnostics: [{ code: 'script-syntax', severity: 'error', place: '', at: { file: '', line, column }, reason: message }],
    });
  }
  const made = asBody(rewrittenEach(source, 'of'), source);
  if (runnable.size >= mostKept) runnable.clear();
  runnable.set(source, made);
  return made;
};

/** A panel that returns, as the body of a function; its first line moves to the right. */
const asBody = (runnableText: string, source: string): string => {
  if (!/\breturn\b/.test(source)) return runnableText;
  try {
    parse(withoutEach(source), { ...options, allowReturnOutsideFunction: false });
    return runnableText;
  } catch {
    return `(function () {${runnableText}\n})();`;
  }
};

// Scripts are run again and again, and reading one takes longer than running it.
const runnable = new Map<string, string>();
const mostKept = 1_000;

const options = { ecmaVersion: 5, sourceType: 'script', allowReturnOutsideFunction: true, locations: true } as const;

// The platform names no bound. This is far more than anybody writes, and is read in a second.
const longestScript = 1_000_000;

/** `for each (` as `for      (`, wherever it is no text and no comment. */
const withoutEach = (source: string): string => rewrittenEach(source, 'in');

/** The same, with another word of two letters for the `in` of each. */
const rewrittenEach = (source: string, walk: 'in' | 'of'): string => {
  if (!/\beach\b/.test(source)) return source;
  const edits: { readonly at: number; readonly length: number; readonly by: string }[] = [];
  try {
    let isFor = false;
    let seeksIn = false;
    for (const { type, start, end } of tokenizer(source, options)) {
      if (isFor && type.label === 'name' && source.slice(start, end) === 'each') {
        edits.push({ at: start, length: 4, by: '    ' });
        seeksIn = true;
      }
      if (seeksIn && type.label === 'in') {
        edits.push({ at: start, length: 2, by: walk });
        seeksIn = false;
      }
      isFor = type.label === 'for';
    }
  } catch {
    // What the reading of the whole stumbles over, too.
  }
  let read = 0;
  const pieces = edits.map(({ at, length, by }) => {
    const piece = source.slice(read, at) + by;
    read = at + length;
    return piece;
  });
  return pieces.join('') + source.slice(read);
};

const problemOf = (error: unknown, source: string): ParsedScript => {
  if (error instanceof SyntaxError && 'loc' in error) {
    const { line, column } = error.loc as { readonly line: number; readonly column: number };
    return { line, column: column + 1, message: `${error.message.replace(/ \(\d+:\d+\)$/, '')}${newer(source, error)}.` };
  }
  throw error;
};

/** Whether it is a script of today, which the platform cannot read. */
const newer = (source: string, { message }: SyntaxError): string => {
  if (message.includes('Unterminated')) return '';
  try {
    parse(withoutEach(source), { ...options, ecmaVersion: 'latest' });
    return ' (the platform reads ES5, of 2009)';
  } catch {
    return '';
  }
};
