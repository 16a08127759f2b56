/** A regular expression, the same under either rule of what it must cover, of the texts that are this one. */
export const regexOfText = (text: string, { ignoreCase }: { readonly ignoreCase: boolean }): string | undefined => {
  if (!ignoreCase) return `^${quoted(text)}$`;
  // Beyond ASCII, lower case is more than a matter of single letters.
  return isAscii(text) ? `^${Array.from(text, inEitherCase).join('')}$` : undefined;
};

/** The same of a pattern without groups and alternatives. */
export const regexOfPattern = (pattern: string, { ignoreCase }: { readonly ignoreCase: boolean }): string | undefined =>
  /[()|]/.test(pattern) ? undefined : `${ignoreCase ? '(?i)' : ''}^${pattern.trim().split(/\*+/).map(quoted).join(anything)}$`;

/** The same of the texts in which a regular expression is found, or which it covers. */
export const regexFor = (regex: string, mode: 'find' | 'full'): string =>
  mode === 'full' ? `^(?:${regex})$` : `${anything}(?:${regex})${anything}`;

/** Whether a regular expression covers a whole text or nothing, whatever the rule. */
export const isAnchored = (regex: string): boolean => /^\^(?:[^()|\\]*|\((?:\?:)?[^()\\]*\))\$$/.test(regex);

const anything = '[\\s\\S]*';

export const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

// biome-ignore lint/suspicious/noControlCharactersInRegex: they belong to ASCII.
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** The sign of Kelvin is a `k` in lower case. */
const inEitherCase = (letter: string): string => {
  const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
  return lower === upper ? quoted(letter) : `[${lower}${upper}${lower === 'k' ? '\\x{212A}' : ''}]`;
};
