import type { Bench, Skip } from './define-bench.ts';
import { type Judged, judge, unmeasured } from './judge.ts';

/** What a run of a bench says, in order. */
export type Line = Judged | ({ readonly bench: string } & Skip);

/** Runs a bench and stops whatever it started. */
export async function* runBench(bench: Bench, note: (text: string) => void): AsyncGenerator<Line> {
  const stops: (() => Promise<unknown> | unknown)[] = [];
  const measured = new Set<string>();
  try {
    for await (const result of bench.run({ note, defer: (stop) => stops.push(stop) })) {
      if ('skipped' in result) {
        yield { bench: bench.name, skipped: result.skipped };
        return;
      }
      measured.add(result.figure);
      yield judge(bench, result);
    }
    yield* unmeasured(bench, measured);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}
