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

const options = { ecmaVersion: 5, sourceType: 'script', allowReturnOutsideFunction: true, locations: true } as const;

// The platform names no bound. This is far more than anybody writes, and is read in a second.
const longestScript = 1_000_000;

/** `for each (` as `for      (`, wherever it is no text and no comment. */
const withoutEach = (source: string): string => {
  if (!/\beach\b/.test(source)) return source;
  const places: number[] = [];
  try {
    let isFor = false;
    for (const { type, start, end } of tokenizer(source, options)) {
      if (isFor && type.label === 'name' && source.slice(start, end) === 'each') places.push(start);
      isFor = type.label === 'for';
    }
  } catch {
    // What the reading of the whole stumbles over, too.
  }
  let read = 0;
  const pieces = places.map((place) => {
    const piece = `${source.slice(read, place)}    `;
    read = place + 4;
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
