import { DragomanError } from '@dragoman/core';
import { parse } from '@lukeed/ms';

/** Milliseconds of a duration as people write it: `90`, `'90s'`, `'2h'`, `'1 day'`. Throws `configuration`. */
export const durationOf = (duration: number | string): number => {
  const durationMs = typeof duration === 'number' ? duration : /^\d+$/.test(duration) ? Number(duration) : parse(duration);
  if (durationMs !== undefined && durationMs >= 0 && Number.isFinite(durationMs)) return durationMs;
  throw new DragomanError(`wait: ${JSON.stringify(duration)} is no duration. Say milliseconds, or 90s, 5m, 2h, 1d.`, {
    code: 'configuration',
    source: 'dragoman/testing',
  });
};
