import type { Bar, Bench, Figure } from './define-bench.ts';

/** A figure beside its bar. This is what `--json` prints. */
export interface Judged {
  readonly bench: string;
  readonly figure: string;
  /** Null when a figure that has a bar was not measured. */
  readonly value: number | null;
  readonly unit: string;
  /** Null when nothing is asked of the figure. */
  readonly bar: string | null;
  /** True as well when nothing is asked. */
  readonly holds: boolean;
}

/** Holds a figure against its bar. Compares the number itself, not what is printed of it. */
export const judge = ({ name, bars }: Pick<Bench, 'name' | 'bars'>, { figure, value, unit }: Figure): Judged => {
  const bar = bars[figure];
  return {
    bench: name,
    figure,
    value,
    unit,
    bar: bar === undefined ? null : barText(bar),
    holds: bar === undefined || reaches(bar, value),
  };
};

/** The bars whose figures never came. */
export const unmeasured = ({ name, bars }: Pick<Bench, 'name' | 'bars'>, measured: ReadonlySet<string>): readonly Judged[] =>
  Object.entries(bars)
    .filter(([figure]) => !measured.has(figure))
    .map(([figure, bar]) => ({ bench: name, figure, value: null, unit: '', bar: barText(bar), holds: false }));

const barText = (bar: Bar): string => {
  if ('atLeast' in bar) return `>= ${bar.atLeast}`;
  return 'atMost' in bar ? `<= ${bar.atMost}` : `< ${bar.below}`;
};

const reaches = (bar: Bar, value: number): boolean => {
  if ('atLeast' in bar) return value >= bar.atLeast;
  return 'atMost' in bar ? value <= bar.atMost : value < bar.below;
};
