/**
 * One slice of work that runs to its end: the shortest of several times, in milliseconds. What else the machine does
 * can only make work slower.
 */
export const fastestOf = (repeats: number, work: () => void, now: () => number = () => performance.now()): number => {
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const startedAt = now();
    work();
    fastestMs = Math.min(fastestMs, now() - startedAt);
  }
  return fastestMs;
};
