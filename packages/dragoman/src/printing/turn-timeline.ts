import type { RunEvent } from '@dragoman/core';

/** When a request ran, counted from the start of its turn. */
export interface TimedRequest {
  readonly startMs: number;
  readonly durationMs: number;
}

export interface TurnTimeline {
  readonly durationMs: number;
  /** By the `request-end` event. */
  readonly requests: ReadonlyMap<RunEvent, TimedRequest>;
}

/**
 * Places the requests of one turn in time. On a virtual clock a request takes none of its time, so what a call measured
 * beyond the clock is added to everything behind it.
 */
export const turnTimeline = (events: readonly RunEvent[]): TurnTimeline => {
  const startedAtMs = events[0]?.atMs ?? 0;
  const requests = new Map<RunEvent, TimedRequest>();
  let unclockedMs = 0;
  let startMs = 0;
  for (const event of events) {
    const nowMs = event.atMs - startedAtMs + unclockedMs;
    if (event.event === 'request-start') startMs = nowMs;
    if (event.event !== 'request-end') continue;
    const durationMs = Math.max(event.timing?.totalMs ?? 0, nowMs - startMs);
    unclockedMs += startMs + durationMs - nowMs;
    requests.set(event, { startMs, durationMs });
  }
  return { durationMs: (events.at(-1)?.atMs ?? startedAtMs) - startedAtMs + unclockedMs, requests };
};
