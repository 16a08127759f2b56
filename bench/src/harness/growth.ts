import type { Figure } from './define-bench.ts';
import { fastestOf } from './fastest-of.ts';
import { interleave } from './interleave.ts';
import { median, pairedRatio } from './statistics.ts';

const small = 5_000;
const large = 10_000;

export interface GrowthOptions {
  /** A slice is the fastest of so many. Default 4. */
  readonly repeats?: number;
  /** Default 9. */
  readonly rounds?: number;
}

/** The name of the figure that says how much longer twice the nodes take. */
export const growthOf = (what: string): string => `${what} ${large} nodes / ${small} nodes`;

/** How the time of some work grows with the nodes it is done for. `prepare` makes the work for a number of nodes. */
export async function* measureGrowth(
  what: string,
  prepare: (nodes: number) => () => void,
  { repeats = 4, rounds = 9 }: GrowthOptions = {},
): AsyncGenerator<Figure> {
  const work = { small: prepare(small), large: prepare(large) };
  const elapsed = await interleave(
    { small: () => fastestOf(repeats, work.small), large: () => fastestOf(repeats, work.large) },
    { rounds, warmUps: 2 },
  );
  yield { figure: `${what} ${small} nodes`, value: median(elapsed.small), unit: 'ms' };
  yield { figure: `${what} ${large} nodes`, value: median(elapsed.large), unit: 'ms' };
  yield { figure: growthOf(what), value: pairedRatio(elapsed.large, elapsed.small), unit: 'x' };
}
