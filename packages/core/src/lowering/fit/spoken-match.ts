import type { ReplyCapability } from '../../adapter/capabilities.ts';
import type { TextMatch } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';

/** Matches for any of some texts, looking at neither case nor space around them: as few as the platform's words allow. */
export const spokenMatches = (
  texts: readonly string[],
  replies: readonly ReplyCapability[],
  { patternCase }: Pick<Semantics, 'patternCase'>,
): readonly TextMatch[] => {
  const [first] = texts;
  if (first === undefined) return [];
  const isFolded = patternCase === 'ignore';
  const plain = texts.filter((text) => !special.test(text));
  if (isFolded && texts.length === 1 && (replies.includes('equals') || !replies.includes('regex'))) return [{ equals: first }];
  if (isFolded && replies.includes('pattern') && plain.length === texts.length) return [{ pattern: texts.join('|') }];
  if (replies.includes('regex')) return [{ regex: `(?i)^(?:${texts.map(quoted).join('|')})$` }];
  if (!replies.includes('pattern') || plain.length === 0) return texts.map((text) => ({ equals: text }));
  return [{ pattern: plain.join('|') }, ...texts.filter((text) => special.test(text)).map((text) => ({ equals: text }))];
};

// What a pattern cannot say as it is.
const special = /[*|()]/;

const quoted = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
