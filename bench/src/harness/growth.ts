import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Figure } from './define-bench.ts';
import { fastestOf } from './fastest-of.ts';
import { interleave } from './interleave.ts';
import { median, pairedRatio } from './statistics.ts';

/** How many nodes there are in the two cases that are compared: one number, and twice as many. */
export interface Sizes {
  readonly small: number;
  readonly large: number;
}

const usual: Sizes = { small: 5_000, large: 10_000 };

export interface GrowthOptions {
  readonly sizes?: Sizes;
  /** A slice is the fastest of so many. Default 4. */
  readonly repeats?: number;
  /** Default 9. */
  readonly rounds?: number;
  /** Rounds before them that do not count. Default 2. */
  readonly warmUps?: number;
}

/** The name of the figure that says how much longer twice the nodes take. */
export const growthOf = (what: string, { small, large }: Sizes = usual): string => `${what} ${large} nodes / ${small} nodes`;

/** How the time of some work grows with the nodes it is done for. `prepare` makes the work for a number of nodes. */
export async function* measureGrowth(
  what: string,
  prepare: (nodes: number) => () => void,
  { repeats = 4, rounds = 9, warmUps = 2, sizes = usual }: GrowthOptions = {},
): AsyncGenerator<Figure> {
  const { small, large } = sizes;
  const work = { small: prepare(small), large: prepare(large) };
  const slice = (of: () => void) => (): number => {
    collectGarbage();
    return fastestOf(repeats, of);
  };
  const elapsed = await interleave({ small: slice(work.small), large: slice(work.large) }, { rounds, warmUps });
  yield { figure: `${what} ${small} nodes`, value: median(elapsed.small), unit: 'ms' };
  yield { figure: `${what} ${large} nodes`, value: median(elapsed.large), unit: 'ms' };
  yield { figure: growthOf(what, sizes), value: pairedRatio(elapsed.large, elapsed.small), unit: 'x' };
}

/** What the slice before left is not this one's to clear away. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};
