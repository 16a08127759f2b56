import type { Route } from '@dragoman/core';
import { isDefaultResult, isReservedValue, madeResults } from '../made-results.ts';
import { successCodes } from '../result-names.ts';
import type { Result } from '../wire/go-to.ts';
import { goToOf } from './go-to-of.ts';
import type { NodeOfKind, Printing } from './printing.ts';

/** The results of an API Integration: what the routes say, then what Chat Flow demands beside them. */
export const resultsOf = (node: NodeOfKind<'api'>, { bot, report }: Printing): Result[] => {
  const isJudged = bot.integration(node.integration).response.outcome !== 'status';
  for (const route of node.routes) {
    if (route.when === undefined || !('value' in route.when) || !isDefaultResult(route.when.value.toLowerCase())) continue;
    const reason = `A result ${JSON.stringify(route.when.value)} is one of the four default results there, not a value of the response.`;
    report({ code: 'reserved-result', at: route, loss: 'degraded', reason, fix: 'Let the API answer with another word.' });
  }
  const named = new Set(node.routes.flatMap(({ when }) => codesOf(when)));
  const said = node.routes.flatMap((route) => namesOf(route, isJudged, named).map((name) => ({ ...name, ...goToOf(route.to, bot) })));
  const names = new Set(said.filter((result) => !isReservedValue(result)).map(({ name }) => name));
  const made = madeResults(node, { isJudged, names }).map(({ name, to }) => ({ name, ...goToOf(to, bot), neutral: 'made' }));
  return [...said, ...made];
};

const codesOf = (when: Route['when']): readonly string[] => {
  if (when === undefined) return [];
  if ('status' in when) return [String(when.status)];
  return 'value' in when ? [when.value] : [];
};

/** What a route is called there; several names for what is one word here. */
const namesOf = ({ when }: Route, isJudged: boolean, named: ReadonlySet<string>): readonly Pick<Result, 'name' | 'neutral'>[] => {
  if (when === undefined) return [{ name: 'other' }];
  if ('status' in when) return [{ name: String(when.status) }];
  if ('value' in when) return [{ name: when.value, ...((!isJudged || isDefaultResult(when.value.toLowerCase())) && { neutral: 'value' }) }];
  if (!('is' in when)) return [];
  if (when.is !== 'success') return [{ name: when.is }];
  return successCodes.filter((code) => !named.has(code)).map((name) => ({ name, neutral: 'success' }));
};
