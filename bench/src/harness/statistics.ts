/** The middle value, or the mean of the two middle ones. NaN of nothing. */
export const median = (values: readonly number[]): number => {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** The smallest value that at least `share` (0 to 1) of all values do not exceed. NaN of nothing. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

/**
 * How many times as large as `below` the values of `above` are: the median of the ratios of values measured in the
 * same round. What slows a whole round down moves both of its values and leaves their ratio.
 */
export const pairedRatio = (above: readonly number[], below: readonly number[]): number =>
  median(above.map((value, round) => value / (below[round] ?? Number.NaN)));

const ascending = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
