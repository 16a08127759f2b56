import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant, or undefined when none is close. Case does not count; a letter in three may differ. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  if (word.length > longestName) return undefined;
  const wanted = word.toLowerCase();
  // Two letters changing places are two edits.
  const tolerance = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = tolerance + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const away = distance(wanted, candidate.toLowerCase());
    if (away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
};

/** Nobody mistypes a name this long, and the comparison is quadratic in the length. */
const longestName = 60;
