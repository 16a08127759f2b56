import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant, or undefined when none is close. Case does not count; a letter in three may differ. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  if (word.length > longestName) return undefined;
  const wanted = word.toLowerCase();
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = tolerance + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const away = editsBetween(wanted, candidate.toLowerCase());
    if (away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
};

/** Nobody mistypes a name this long, and the comparison is quadratic in the length. */
const longestName = 60;

/** Two letters that changed places are one edit. */
const editsBetween = (a: string, b: string): number => {
  const edits = distance(a, b);
  return edits === 2 && a.length === b.length && sortedLetters(a) === sortedLetters(b) ? 1 : edits;
};

const sortedLetters = (word: string): string => [...word].sort().join('');
