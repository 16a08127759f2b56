/** The time, in milliseconds since 1970, and a way to wait. Tests give a virtual one. */
export interface Clock {
  now(): number;
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}
