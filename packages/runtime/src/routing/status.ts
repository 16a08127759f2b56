import type { StatusPattern } from '@dragoman/core';

/** Whether a status is one of these, exactly (`'304'`) or by class (`'2xx'`). */
export const statusMatches = (status: number, patterns: readonly StatusPattern[]): boolean =>
  patterns.some((pattern) =>
    pattern.endsWith('xx') ? pattern.charCodeAt(0) - 48 === Math.floor(status / 100) : Number(pattern) === status,
  );
