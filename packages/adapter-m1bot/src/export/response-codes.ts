import type { Route, Semantics, Target } from '@dragoman/core';
import { statusesOf } from '../status-codes.ts';
import type { ComponentOf, ResponseCode } from '../wire/component.ts';
import type { ExportWork, NodeView } from './export-view.ts';
import { goToOf } from './go-to.ts';

/** A call, or one of an API that is not there. */
type ApiView = Extract<NodeView, { readonly kind: 'api' | 'platform' }>;

/**
 * The ways out of a call as rows of response codes, and Others. What a row was written for stands beside it where that is
 * not its status alone, so that import says it again.
 */
export const responseCodesOf = (node: ApiView, work: ExportWork): Pick<ComponentOf<'api'>, 'responseCodes' | 'others'> => {
  const to = (target: Target) => goToOf(target, node, work);
  const { routes, next = 'next' } = node;
  if (routes.length === 0) return { responseCodes: [], others: { goTo: to(next), neutral: 'next' } };
  const rows = new Map<number, ResponseCode>();
  const add = (codes: readonly number[], target: Target, neutral?: string): void => {
    for (const code of codes) if (!rows.has(code)) rows.set(code, { code, goTo: to(target), ...(neutral !== undefined && { neutral }) });
  };
  for (const { when, to: target } of routes) if (when !== undefined && 'status' in when) add([when.status], target);
  for (const { when, to: target } of routes) if (when !== undefined && 'class' in when) add(statusesOf(when.class), target, when.class);
  const success = takerOf(routes, 'success') ?? { word: 'next', to: next };
  const failure = takerOf(routes, 'failure') ?? { word: 'none', to: { end: 'flow' } as const };
  const before = rows.size;
  const differs = success.word !== failure.word;
  if (differs) add(successStatuses(work.bot.semantics), success.to, success.word);
  const others = {
    goTo: to(failure.to),
    ...(failure.word !== 'other' && { neutral: failure.word }),
    ...(differs && rows.size === before && { success: { goTo: to(success.to), neutral: success.word } }),
  };
  return { responseCodes: [...rows.values()], others };
};

const successStatuses = ({ success }: Pick<Semantics, 'success'>): readonly number[] => success.flatMap(statusesOf);

/** The route that takes what no status and no class does, and the word import says it with. */
const takerOf = (routes: readonly Route[], outcome: 'success' | 'failure'): { readonly word: string; readonly to: Target } | undefined => {
  const saying = (word: string) => routes.find(({ when }) => when !== undefined && 'is' in when && when.is === word);
  const own = saying(outcome);
  if (own !== undefined) return { word: outcome, to: own.to };
  const other = saying('other') ?? routes.find(({ when }) => when === undefined);
  return other && { word: 'other', to: other.to };
};
