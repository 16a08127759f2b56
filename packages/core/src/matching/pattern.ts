import { RE2JS } from 're2js';
import { DragomanError } from '../dragoman-error.ts';

/**
 * Compiles a pattern: `*` stands for any characters, also none and line breaks, `|` separates alternatives, which may be
 * empty, `( )` groups. The whole text must fit. Space around the alternatives of the whole pattern does not count.
 * Throws `validation` when `patternProblem` has something to say.
 */
export const compilePattern = (source: string, { ignoreCase }: { readonly ignoreCase: boolean }): ((text: string) => boolean) => {
  const problem = patternProblem(source);
  if (problem !== undefined) throw new DragomanError(`The pattern cannot be used. ${problem}`, { code: 'validation' });
  const regex = RE2JS.compile(patternRegex(source), RE2JS.DOTALL | (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0));
  return (text) => regex.testExact(text);
};

/** The regular expression of a pattern, without its flags: the whole text must fit one of its alternatives. */
export const patternRegex = (source: string): string => patternAlternatives(source).map(translated).join('|');

/** What keeps a text from being a pattern, and what to do; undefined when it is one. */
export const patternProblem = (source: string): string | undefined => {
  let depth = 0;
  let deepest = 0;
  for (const character of source) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth < 0) return 'A ")" closes nothing. Take it out, or match the text with "equals" or "regex".';
    deepest = Math.max(deepest, depth);
  }
  if (depth > 0) return 'A "(" is not closed. Close it, or match the text with "equals" or "regex".';
  return deepest > maxDepth ? 'Its groups are nested too deeply. Make it simpler.' : undefined;
};

const maxDepth = 100;

/** The alternatives outside all groups. */
export const patternAlternatives = (source: string): readonly string[] => {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let position = 0; position < source.length; position += 1) {
    const character = source[position];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) {
      found.push(source.slice(start, position));
      start = position + 1;
    }
  }
  return [...found, source.slice(start)].map((alternative) => alternative.trim());
};

const translated = (alternative: string): string => alternative.replace(parts, translatedPart);

const parts = /\*+|[(|)]|[^*(|)]+/g;

const translatedPart = (part: string): string => {
  if (part.startsWith('*')) return '.*';
  if (part === '(') return '(?:';
  return part === '|' || part === ')' ? part : RE2JS.quote(part);
};
