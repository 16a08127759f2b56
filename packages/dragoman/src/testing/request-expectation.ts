import type { Json } from '@dragoman/core';
import type { RequestExpectation, TextExpectation } from './conversation-test.ts';
import type { SimulatedRequest } from './simulated-call.ts';
import { shownText, textFits } from './text-expectation.ts';

/** How two values are compared. */
export type SameTest = (expected: Json, actual: Json) => boolean;

/** How a request is not as expected, as a sentence; undefined when it is. What is absent is not compared. */
export const requestProblem = (
  { integration, method, url, query = {}, headers = {}, body }: RequestExpectation,
  request: SimulatedRequest,
  isEqual: SameTest = isSame,
): string | undefined => {
  if (integration !== request.integration && integration !== request.integrationName) return 'Another integration is called.';
  if (method !== undefined && method !== request.method) return 'The method is another one.';
  if (url !== undefined && !textFits(url, request.url) && !textFits(url, request.fullUrl)) return 'The URL is another one.';
  for (const [name, value] of Object.entries(query)) {
    const found = request.query.filter((row) => row.name === name);
    if (!found.some((row) => textFits(value, row.value))) return rowProblem('query row', name, value, found[0]?.value);
  }
  for (const [name, value] of Object.entries(headers)) {
    const found = request.headers.find((row) => row.name.toLowerCase() === name.toLowerCase());
    if (found === undefined || !textFits(value, found.value)) return rowProblem('header', name, value, found?.value);
  }
  if (body !== undefined && !isEqual(body, request.body ?? null))
    return `The body is ${JSON.stringify(request.body ?? null)}, not ${JSON.stringify(body)}.`;
  return undefined;
};

const rowProblem = (what: string, name: string, expected: TextExpectation, actual: string | undefined): string =>
  `The ${what} ${name} is ${actual === undefined ? 'missing' : JSON.stringify(actual)}, not ${shownText(expected)}.`;

export const shownExpectation = ({ integration, method, url }: RequestExpectation): string =>
  [`${integration}:`, method, url && shownText(url)].filter((part) => part !== undefined).join(' ');

/** A call on one line; its integration is called as who expects it calls it, where that is the same. */
export const shownRequest = (request: SimulatedRequest, expected?: RequestExpectation): string => {
  const { integration, integrationName, method, fullUrl } = request;
  const name = expected?.integration === integration ? integration : integrationName;
  return `${name}: ${method} ${fullUrl}`;
};

/** Whether two values are the same, whatever the order of their fields. */
export const isSame: SameTest = (left, right) => {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [a, b] = [left as { readonly [key: string]: Json }, right as { readonly [key: string]: Json }];
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null));
};
