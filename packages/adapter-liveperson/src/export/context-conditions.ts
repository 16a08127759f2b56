import { type Comparison, type Operand, type Predicate, textOf } from '@dragoman/core';
import type { LivePersonContextCondition } from '../wire/rule.ts';
import type { ExportWork } from './export-view.ts';

/** A condition as the variable conditions of a rule, and whether any or all of them must hold. */
export const contextConditionsOf = (
  predicate: Predicate | undefined,
  work: ExportWork,
): { readonly contextConditions: readonly LivePersonContextCondition[]; readonly matchType: string } => {
  if (predicate === undefined) return { contextConditions: [], matchType: 'ANY' };
  const parts = 'all' in predicate ? predicate.all : 'any' in predicate ? predicate.any : [predicate];
  return { contextConditions: parts.flatMap((part) => conditionOf(part, work)), matchType: 'all' in predicate ? 'ALL' : 'ANY' };
};

const conditionOf = (predicate: Predicate, work: ExportWork): readonly LivePersonContextCondition[] => {
  if ('left' in predicate) return [comparisonOf(predicate, 'CONTAINS', work)];
  if ('not' in predicate) return 'left' in predicate.not ? [comparisonOf(predicate.not, 'NOT_CONTAINS', work)] : [];
  if (!('kind' in predicate) || typeof predicate.raw !== 'object' || predicate.raw === null) return [];
  // One that was carried; a condition of another kind stands with the main conditions.
  return 'contextName' in predicate.raw ? [predicate.raw as LivePersonContextCondition] : [];
};

const comparisonOf = ({ left, right }: Comparison, matchType: string, work: ExportWork): LivePersonContextCondition => ({
  matchType,
  contextName: 'variable' in left ? left.variable : said(left, work),
  value: said(right ?? { literal: '' }, work),
});

const said = (operand: Operand, { context: { print } }: ExportWork): string => {
  if ('template' in operand) return print(operand.template);
  return 'variable' in operand ? print(`{{var[${JSON.stringify(operand.variable)}]}}`) : textOf(operand.literal);
};
