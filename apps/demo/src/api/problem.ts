import { STATUS_CODES } from 'node:http';
import type { Json } from '@dragoman/core';
import type { ApiResponse } from './api-message.ts';

interface ProblemOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Members beyond the standard ones, such as the list of what was wrong with a body. */
  readonly extensions?: Readonly<Record<string, Json>>;
}

/**
 * An error answer as RFC 9457 (Problem Details) has it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problem = (status: number, detail: string, { headers = {}, extensions = {} }: ProblemOptions = {}): ApiResponse => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...extensions },
});
