/** The longest selection of numbers that rises from left to right; the numbers are different. What is not in it has moved. */
export const longestIncreasing = (numbers: readonly number[]): readonly number[] => {
  // For each length, the smallest number that a rising selection of it can end in.
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    const length = countBelow(ends, number);
    previous.set(number, ends[length - 1]);
    ends[length] = number;
  }
  const longest: number[] = [];
  for (let number = ends.at(-1); number !== undefined; number = previous.get(number)) longest.push(number);
  return longest.reverse();
};

const countBelow = (rising: readonly number[], limit: number): number => {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};
