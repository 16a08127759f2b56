/**
 * The successes that HTTP registers: a result is one code, so each of them is a result of its own.
 *
 * @see https://www.iana.org/assignments/http-status-codes
 */
export const successCodes: readonly string[] = ['200', '201', '202', '203', '204', '205', '206', '207', '208', '226'];

/** The results that every API Integration has, which can be neither removed nor written otherwise. */
export const defaultResults = ['other', 'error', 'timeout', 'max-connection'] as const;

export type DefaultResult = (typeof defaultResults)[number];
