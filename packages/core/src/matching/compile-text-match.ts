import type { TextMatch } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import { compilePattern } from './pattern.ts';
import { compileRegex } from './regex.ts';

export type TextMatchSemantics = Pick<Semantics, 'patternCase' | 'regexMatch'>;

/**
 * Compiles what a consumer's text is matched with. Space around the text never counts. `patternCase` holds for `equals`,
 * `pattern` and `exclude`; a `regex` looks at case unless it says `(?i)`. Linear time on any text. Throws `validation`
 * when a pattern or regular expression cannot be used.
 */
export const compileTextMatch = (match: TextMatch, semantics: TextMatchSemantics): ((text: string) => boolean) => {
  const accepts = acceptor(match, semantics);
  const excludes = (match.exclude ?? []).map((pattern) => compilePattern(pattern, { ignoreCase: semantics.patternCase === 'ignore' }));
  if (excludes.length === 0) return (text) => accepts(text.trim());
  return (text) => {
    const trimmed = text.trim();
    return accepts(trimmed) && !excludes.some((excluded) => excluded(trimmed));
  };
};

/**
 * How specific a match is: of several that accept a text, the highest wins. A match on an intent ranks between `equals`
 * and the patterns, as `intentSpecificity`.
 */
export const specificity = (match: TextMatch): number => {
  if ('equals' in match) return 4;
  if ('regex' in match) return 0;
  return match.pattern.includes('*') ? 1 : 2;
};

export const intentSpecificity = 3;

const acceptor = (match: TextMatch, { patternCase, regexMatch }: TextMatchSemantics): ((text: string) => boolean) => {
  const ignoreCase = patternCase === 'ignore';
  if ('regex' in match) return compileRegex(match.regex, regexMatch);
  if ('pattern' in match) return compilePattern(match.pattern, { ignoreCase });
  const expected = match.equals.trim();
  if (!ignoreCase) return (text) => text === expected;
  const folded = expected.toLowerCase();
  return (text) => text.toLowerCase() === folded;
};
