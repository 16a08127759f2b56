import { RE2JS } from 're2js';
import type { TextMatch } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import { compileTextMatch } from '../matching/compile-text-match.ts';
import { patternAlternatives, patternRegex } from '../matching/pattern.ts';

/** The ways a platform can match a text. */
export type TextMatchKind = 'equals' | 'pattern' | 'regex';

/** What a match becomes. `never`: no text fits it. `lost`: what had to be left out. */
export type LoweredMatch =
  | { readonly kind: 'match'; readonly match: TextMatch; readonly lost?: 'exclude' }
  | { readonly kind: 'never' }
  | { readonly kind: 'impossible' };

/** Says a match in a way the platform has, with exactly the same meaning where there is one. */
export const lowerTextMatch = (
  match: TextMatch,
  can: { has(kind: TextMatchKind | 'exclude'): boolean },
  semantics: Pick<Semantics, 'patternCase' | 'regexMatch'>,
): LoweredMatch => {
  const { exclude = [], ...bare } = match as TextMatch & { readonly exclude?: readonly string[] };
  // What is excluded from a single text is known now.
  if ('equals' in bare && exclude.length > 0 && !can.has('exclude')) {
    return compileTextMatch(match, semantics)(bare.equals) ? lowerTextMatch(bare as TextMatch, can, semantics) : { kind: 'never' };
  }
  const said = inOtherWords(bare as TextMatch, can, semantics.patternCase);
  if (said === undefined) return { kind: 'impossible' };
  if (exclude.length === 0) return { kind: 'match', match: said === bare ? withoutExclude(match) : said };
  if (!can.has('exclude')) return { kind: 'match', match: said, lost: 'exclude' };
  return { kind: 'match', match: said === bare ? match : { ...said, exclude } };
};

/**
 * The texts that a pattern names as they are, which a platform that knows whole texts alone can be told one by one, and the
 * alternatives that stand for more than one text. Undefined where it names no text, or where nothing has to be said otherwise.
 */
export const wholeTexts = (
  match: TextMatch,
  can: { has(kind: TextMatchKind): boolean },
  semantics: Pick<Semantics, 'patternCase' | 'regexMatch'>,
): { readonly texts: readonly string[]; readonly others: readonly string[] } | undefined => {
  if (!('pattern' in match) || !can.has('equals') || can.has('pattern') || can.has('regex')) return undefined;
  const alternatives = patternAlternatives(match.pattern);
  const isWhole = (alternative: string): boolean => alternative !== '' && !/[*()]/.test(alternative);
  const accepts = compileTextMatch(match, semantics);
  const texts = new Map(alternatives.filter(isWhole).map((text) => [semantics.patternCase === 'ignore' ? text.toLowerCase() : text, text]));
  if (texts.size === 0) return undefined;
  return { texts: [...texts.values()].filter(accepts), others: alternatives.filter((alternative) => !isWhole(alternative)) };
};

/** What of a pattern is said, and what is not, as a sentence. */
export const wholeTextsReason = (others: readonly string[]): string => {
  const named = others.slice(0, 3).map((other) => `"${other}"`);
  const more = others.length > named.length ? ` and ${others.length - named.length} more` : '';
  return `The platform knows whole texts alone, so those of this pattern are left, without ${named.join(', ')}${more}.`;
};

const withoutExclude = (match: TextMatch): TextMatch => {
  if (match.exclude === undefined) return match;
  const { exclude: _empty, ...rest } = match;
  return rest as TextMatch;
};

const inOtherWords = (
  match: TextMatch,
  can: { has(kind: TextMatchKind): boolean },
  patternCase: Semantics['patternCase'],
): TextMatch | undefined => {
  const fold = patternCase === 'ignore';
  if ('equals' in match) {
    if (can.has('equals')) return match;
    const text = match.equals.trim();
    if (can.has('pattern') && !/[*|()]/.test(text)) return { pattern: text };
    return can.has('regex') ? { regex: `${flags(fold, false)}^${RE2JS.quote(text)}$` } : undefined;
  }
  if ('pattern' in match) {
    if (can.has('pattern')) return match;
    const texts = match.pattern.split('|').map((text) => text.trim());
    if (can.has('equals') && texts.length === 1 && !/[*()]/.test(match.pattern)) return { equals: match.pattern };
    return can.has('regex') ? { regex: `${flags(fold, true)}^(?:${patternRegex(match.pattern)})$` } : undefined;
  }
  return can.has('regex') ? match : undefined;
};

const flags = (fold: boolean, dotAll: boolean): string => (fold || dotAll ? `(?${fold ? 'i' : ''}${dotAll ? 's' : ''})` : '');
