import { percentile } from './statistics.ts';

export interface Load {
  /** Calls under way at any moment: each starts when the one before it in its lane has ended. */
  readonly inFlight: number;
  /** No call is started after it; those under way are waited for. */
  readonly durationMs: number;
}

export interface Driven {
  readonly elapsedMs: number;
  /** Of every call, in the order they ended. */
  readonly latenciesMs: readonly number[];
}

export interface Pace {
  readonly calls: number;
  readonly callsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Calls as fast as the answers come. A call that throws ends the drive. */
export const drive = async (call: () => Promise<unknown>, { inFlight, durationMs }: Load): Promise<Driven> => {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;
  const lane = async (): Promise<void> => {
    for (let at = startedAt; at < endsAt; ) {
      await call();
      const doneAt = performance.now();
      latenciesMs.push(doneAt - at);
      at = doneAt;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { elapsedMs: performance.now() - startedAt, latenciesMs };
};

export const paceOf = ({ elapsedMs, latenciesMs }: Driven): Pace => ({
  calls: latenciesMs.length,
  callsPerSecond: (latenciesMs.length / elapsedMs) * 1000,
  p50Ms: percentile(latenciesMs, 0.5),
  p99Ms: percentile(latenciesMs, 0.99),
});
