/** What a figure must reach. */
export type Bar = { readonly atLeast: number } | { readonly atMost: number } | { readonly below: number };

/** One number that was measured. */
export interface Figure {
  /** What it is a number of, unique in its bench: `turn / undici.request, 64 in flight`. */
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
}

/** Why a bench measures nothing on this machine. */
export interface Skip {
  readonly skipped: string;
}

export interface BenchContext {
  /** Tells a person what is going on; never a figure. */
  note(text: string): void;
  /** Has `stop` called after the run, however it ends; the last one given is called first. */
  defer(stop: () => Promise<unknown> | unknown): void;
}

/** A question about speed or memory, with the answers that are good enough. */
export interface Bench {
  /** What `pnpm bench <name>` calls it; also the name of its file. */
  readonly name: string;
  /** By the name of the figure. A figure with a bar that the run does not yield does not hold. */
  readonly bars: { readonly [figure: string]: Bar };
  /** Yields figures as they are known, or a skip and nothing after it. */
  run(context: BenchContext): AsyncIterable<Figure | Skip>;
}

/** Declares a bench. It is found by being the default export of a file in `benches/`. */
export const defineBench = (bench: Bench): Bench => bench;
