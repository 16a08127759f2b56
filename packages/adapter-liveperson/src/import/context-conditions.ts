import type { OperandInput, PredicateInput } from '@dragoman/core';
import type { LivePersonContextCondition, LivePersonResponseMatch } from '../wire/rule.ts';
import type { ImportReport, ReadTemplate } from './import-context.ts';
import { platformPart } from './platform-part.ts';

/**
 * The variable conditions of a rule.
 *
 * Assumed: where a rule does not say whether any or all must hold, any will do, as every export says.
 */
export const predicateOf = (
  { contextConditions = [], contextMatchConditionType = 'ANY' }: LivePersonResponseMatch,
  pointer: string,
  read: ReadTemplate,
  report: ImportReport,
): PredicateInput | undefined => {
  const unreadable = (raw: unknown, platformPlace: string, reason: string): PredicateInput => {
    report({ code: 'unreadable-condition', severity: 'warning', platformPlace, reason, fix: 'Compare with "contains".' });
    return platformPart(raw);
  };
  const parts = contextConditions.map((condition, index): PredicateInput => {
    const at = `${pointer}/contextConditions/${index}`;
    const { matchType, contextName = '' } = condition;
    if (contextName.trim() === '') return unreadable(condition, `${at}/contextName`, 'This condition names no variable.');
    if (matchType === 'CONTAINS') return contains(condition, at, read);
    if (matchType === 'NOT_CONTAINS') return { not: contains(condition, at, read) };
    const known = matchType === undefined ? 'There is no operator' : `The operator ${JSON.stringify(matchType)} means nothing here`;
    return unreadable(condition, `${at}/matchType`, `${known}, so this condition never holds.`);
  });
  const [only] = parts;
  if (only === undefined || parts.length === 1) return only;
  if (contextMatchConditionType === 'ANY') return { any: parts };
  if (contextMatchConditionType === 'ALL') return { all: parts };
  const reason = `Neither any nor all of these conditions must hold, but ${JSON.stringify(contextMatchConditionType)}; none ever does.`;
  return unreadable({ contextConditions, contextMatchConditionType }, `${pointer}/contextMatchConditionType`, reason);
};

/** The name of a variable is written without braces; either side may hold placeholders. */
const contains = ({ contextName = '', value = '' }: LivePersonContextCondition, at: string, read: ReadTemplate): PredicateInput => {
  const left = read(contextName, `${at}/contextName`);
  const right = read(value, `${at}/value`);
  return { left: operand(left, { variable: contextName.trim() }), op: 'contains', right: operand(right, { literal: value }) };
};

const operand = (template: string, plain: OperandInput): OperandInput => (template.includes('{{') ? { template } : plain);
