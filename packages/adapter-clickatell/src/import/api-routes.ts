import type { ApiWhenInput, RouteInput, TargetInput } from '@dragoman/core';
import { isDefaultResult, isReservedValue, madeResults } from '../made-results.ts';
import { successCodes } from '../result-names.ts';
import type { ClickatellApi } from '../wire/document.ts';
import type { Result } from '../wire/go-to.ts';
import type { NodeOf } from '../wire/node.ts';
import type { Reading } from './reading.ts';

type ApiRoute = RouteInput<ApiWhenInput>;

/** The results of an API Integration as routes. What only Chat Flow demands is none, as long as it leads where it would anyway. */
export const apiRoutes = (node: NodeOf<'API Integration'>, api: ClickatellApi, pointer: string, reading: Reading): readonly ApiRoute[] => {
  const isJudged = api.elementValidation.trim() !== 'HTTP_RESPONSE_CODE';
  reportResults(node, isJudged, pointer, reading);
  const to = (result: Result): TargetInput => reading.target(result.goTo) ?? 'next';
  const said: ApiRoute[] = [];
  const made: Result[] = [];
  const successes: Result[] = [];
  for (const result of node.results) {
    if (result.neutral === 'made') made.push(result);
    else if (result.neutral === 'success' && successCodes.includes(result.name)) {
      const first = successes[0];
      if (first === undefined) said.push({ when: { is: 'success' }, to: to(result) });
      else if (!same(to(first), to(result))) said.push({ when: { status: Number(result.name) }, to: to(result) });
      successes.push(result);
    } else said.push({ when: whenOf(result, isJudged), to: to(result) });
  }
  const names = new Set(node.results.filter((result) => result.neutral !== 'made' && !isReservedValue(result)).map(({ name }) => name));
  const next = reading.target(node.goTo);
  const expected = new Map(
    madeResults({ routes: said as never, ...(next !== undefined && { next: next as never }) }, { isJudged, names }).map(
      ({ name, to: target }) => [name, target],
    ),
  );
  const edited = made.filter((result) => !same(expected.get(result.name), to(result)));
  return [...said, ...edited.map((result): ApiRoute => ({ when: whenOf(result, isJudged), to: to(result) }))];
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const whenOf = ({ name, neutral }: Result, isJudged: boolean): ApiWhenInput => {
  const reserved = name.toLowerCase();
  if (neutral === 'value') return { value: name };
  if (isDefaultResult(reserved)) return { is: reserved };
  return !isJudged && /^[1-5]\d\d$/.test(name) ? { status: Number(name) } : { value: name };
};

const reportResults = ({ results }: NodeOf<'API Integration'>, isJudged: boolean, pointer: string, { context }: Reading): void => {
  const report = (
    code: Parameters<typeof context.report>[0]['code'],
    severity: 'error' | 'warning',
    at: string,
    reason: string,
    fix: string,
  ): void => context.report({ code, severity, platformPlace: at, reason, fix });
  const seen = new Set<string>();
  for (const [index, { name, neutral }] of results.entries()) {
    if (isReservedValue({ name, neutral })) continue;
    const at = `${pointer}/results/${index}/name`;
    const isReserved = isDefaultResult(name.toLowerCase());
    if (isReserved && name !== name.toLowerCase())
      report(
        'default-result-misspelled',
        'error',
        at,
        `The default result ${JSON.stringify(name)} is written in lower case, else it is an error.`,
        `Write ${name.toLowerCase()}.`,
      );
    if (neutral !== 'value' && !isReserved && !isJudged && !/^[1-5]\d\d$/.test(name))
      report(
        'result-not-a-code',
        'warning',
        at,
        `Results are compared with HTTP_RESPONSE_CODE, which is never ${JSON.stringify(name)}.`,
        'Use a status such as 404, or a JSONPath as element validation.',
      );
    if (seen.has(name) && neutral !== 'value')
      report(
        'duplicate-result',
        'warning',
        at,
        `There is another result ${JSON.stringify(name)} above, so this one is never taken.`,
        'Take one of the two out.',
      );
    seen.add(name);
  }
  for (const name of ['other', 'error', 'timeout', 'max-connection']) {
    if ([...seen].some((one) => one.toLowerCase() === name)) continue;
    report(
      'default-result-missing',
      'error',
      `${pointer}/results`,
      `The default result ${name} was removed; Chat Flow needs all four.`,
      `Add the result ${name}.`,
    );
  }
  const isSuccess = (name: string): boolean => (isJudged ? !isDefaultResult(name.toLowerCase()) : /^2\d\d$/.test(name));
  if (![...seen].some(isSuccess))
    report(
      'success-result-missing',
      'error',
      `${pointer}/results`,
      'There is no result for a success, so a success leaves by other.',
      isJudged ? 'Add a result for the value of a success.' : 'Add the result 200.',
    );
};
