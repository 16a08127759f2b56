/**
 * Cuts a text into parts of at most `limit` UTF-16 units, at the end of a paragraph, else of a line, else of a word, each
 * only where a part stays longer than half the limit; else between two characters as people see them. Parts put together
 * are the text: the space it was cut at stays at the end of a part. A limit below two counts as two, so that no surrogate
 * pair is cut; only a single character longer than half the limit is cut inside.
 */
export const splitText = (text: string, limit: number | undefined): readonly string[] => {
  const most = Math.max(limit ?? Number.POSITIVE_INFINITY, 2);
  const parts: string[] = [];
  let start = 0;
  while (text.length - start > most) {
    const end = start + partLength(text.slice(start, start + most + 2), most);
    parts.push(text.slice(start, end));
    start = end;
  }
  return start === 0 ? [text] : [...parts, text.slice(start)];
};

/** Cuts a text to at most `length` UTF-16 units, the last an ellipsis, between two characters as people see them. */
export const shortenText = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const kept = boundaries(text.slice(0, length + 1)).findLast((end) => end < length) ?? 0;
  return `${text.slice(0, kept).trimEnd()}…`;
};

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const boundaries = (text: string): readonly number[] => Array.from(graphemes.segment(text), ({ index }) => index);

const space = /\s/;

/** `window` holds what the part can be taken from, and the character behind it. A part is longer than half the limit, so that two are longer than it. */
const partLength = (window: string, limit: number): number => {
  const ends = boundaries(window).filter((end) => end > limit / 2 && end <= limit);
  let best = 0;
  let bestRank = 0;
  for (const end of ends) {
    const rank = rankOf(window, end, limit);
    if (rank > 0 && rank >= bestRank) {
      best = end;
      bestRank = rank;
    }
  }
  if (best > 0) return best;
  return ends.at(-1) ?? (isPairCut(window, limit) ? limit - 1 : limit);
};

/** 3 behind a paragraph, 2 behind a line, 1 behind a word, 0 elsewhere: also inside a run of space, whose end is better. */
const rankOf = (window: string, end: number, limit: number): number => {
  if (!space.test(window[end - 1] ?? '')) return 0;
  if (end < limit && space.test(window[end] ?? '')) return 0;
  let lines = 0;
  for (let at = end - 1; at >= 0 && space.test(window[at] ?? ''); at -= 1) if (window[at] === '\n') lines += 1;
  return Math.min(lines, 2) + 1;
};

const isPairCut = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};
