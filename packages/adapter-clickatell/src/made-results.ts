import type { ApiNode, Route, Target } from '@dragoman/core';
import { type DefaultResult, defaultResults, successCodes } from './result-names.ts';
import type { Result } from './wire/go-to.ts';

/** A result that is there because Chat Flow demands it, and where it leads so that nothing changes. */
export interface MadeResult {
  readonly name: string;
  readonly to: Target;
}

/**
 * What an API Integration needs beside what the routes of its node say: the four default results, and one for success.
 * `isJudged`: results are compared with a value of the response, so no status is listed.
 */
export const madeResults = (
  { routes, next = 'next' }: Pick<ApiNode, 'routes' | 'next'>,
  { isJudged, names }: { readonly isJudged: boolean; readonly names: ReadonlySet<string> },
): readonly MadeResult[] => {
  const rest = routes.find((route) => isOther(route));
  const unrouted: Target = routes.length === 0 ? next : (rest?.to ?? { end: 'flow' });
  const defaults = defaultResults.filter((name) => !names.has(name)).map((name): MadeResult => ({ name, to: unrouted }));
  if (isJudged) return defaults;
  const isSuccessRouted = routes.some(({ when }) => when !== undefined && 'is' in when && when.is === 'success');
  const missing = isSuccessRouted ? [] : rest === undefined ? successCodes : successCodes.slice(0, 1);
  return [...missing.filter((name) => !names.has(name)).map((name): MadeResult => ({ name, to: rest?.to ?? next })), ...defaults];
};

const isOther = ({ when }: Route): boolean => when === undefined || ('is' in when && when.is === 'other');

/** Whether a result is called like a default one and compares a value of the response: Chat Flow has no such result. */
export const isReservedValue = ({ name, neutral }: Pick<Result, 'name' | 'neutral'>): boolean =>
  neutral === 'value' && isDefaultResult(name.toLowerCase());

export const isDefaultResult = (name: string): name is DefaultResult => defaultResults.some((one) => one === name);
