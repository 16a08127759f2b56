import type { StatusPattern } from '@dragoman/core';

/**
 * The statuses that are registered, which stand for their classes: a row of m1bot holds one code.
 *
 * @see https://www.iana.org/assignments/http-status-codes
 */
const registered: readonly number[] = [
  ...[100, 101, 102, 103],
  ...[200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
  ...[300, 301, 302, 303, 304, 305, 307, 308],
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 425, 426, 428, 429, 431,
    451,
  ],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 511],
];

/** The statuses a pattern means: itself, or those registered of its class. */
export const statusesOf = (pattern: StatusPattern): readonly number[] =>
  pattern.endsWith('xx') ? registered.filter((status) => String(status).startsWith(pattern.slice(0, 1))) : [Number(pattern)];
