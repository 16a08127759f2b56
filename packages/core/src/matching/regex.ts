import { RE2JS, RE2JSSyntaxException } from 're2js';
import { DragomanError } from '../dragoman-error.ts';

/**
 * Compiles a regular expression of RE2's syntax, which takes linear time on any text: no consumer can hang a bot.
 * Throws `validation` when `regexProblem` has something to say.
 */
export const compileRegex = (source: string, mode: 'find' | 'full'): ((text: string) => boolean) => {
  const compiled = read(source);
  if ('problem' in compiled) {
    throw new DragomanError(`The regular expression cannot be used. ${compiled.problem}`, { code: 'validation' });
  }
  const { regex } = compiled;
  return mode === 'full' ? (text) => regex.testExact(text) : (text) => regex.test(text);
};

/** What keeps a text from being a regular expression that bots can use, and what to do; undefined when it is one. */
export const regexProblem = (source: string): string | undefined => {
  const compiled = read(source);
  return 'problem' in compiled ? compiled.problem : undefined;
};

const read = (source: string): { readonly regex: RE2JS } | { readonly problem: string } => {
  try {
    return { regex: RE2JS.compile(hasScriptEscape.test(source) ? RE2JS.translateRegExp(source) : source) };
  } catch (cause) {
    if (cause instanceof RangeError) return { problem: 'It nests too deeply. Make it simpler.' };
    if (!(cause instanceof RE2JSSyntaxException)) throw cause;
    return {
      problem: unsupported.find(([syntax]) => syntax.test(source))?.[1] ?? `It cannot be read: ${cause.error}${near(cause)}. Correct it.`,
    };
  }
};

const near = ({ input }: RE2JSSyntaxException): string => (input === null ? '' : ` at "${input.slice(0, 40)}"`);

/** `\u0041` and `\cA` are how ECMAScript writes what RE2 writes as `\x{41}` and `\x01`. */
const hasScriptEscape = /\\(?:u|c[A-Za-z])/;

const unsupported: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'Look-ahead and look-behind are not supported. Write what must fit, and put what must not into "exclude".'],
  [/\\[1-9]|\\k</, 'Back-references are not supported. Write the alternatives out.'],
  [/\(\?>|[*+?}]\+/, 'Atomic groups and possessive quantifiers are not supported. Leave the "?>" or the second "+" out.'],
  [/\{\d{4,}|\{\d+,\d{4,}/, 'A part cannot be repeated more than 1000 times. Use "*" or "+".'],
];
