import type { PredicateInput, RouteInput, TargetInput } from '@dragoman/core';
import { readComparison } from '../scripts/comparison.ts';
import { type ClickatellNode, isKnownNode, type NodeOf } from '../wire/node.ts';
import type { KeyedNode } from './keyed-workflows.ts';
import type { Reading } from './reading.ts';

export interface ConditionFields {
  readonly kind: 'condition';
  readonly routes: readonly RouteInput[];
  readonly next?: TargetInput;
}

/** A Switch Case compares one value with texts. */
export const switchFields = (
  { variable, cases, default: otherwise }: NodeOf<'Switch Case'>,
  pointer: string,
  reading: Reading,
): ConditionFields => {
  const left = { template: reading.text(variable, `${pointer}/variable`) };
  const routes = cases.map(
    ({ value, goTo: to }): RouteInput => ({
      if: { left, op: 'equals', right: { literal: plainText(value, reading) } } satisfies PredicateInput,
      to: reading.target(to) ?? 'next',
    }),
  );
  const rest = reading.target(otherwise);
  return { kind: 'condition', routes: rest === undefined ? routes : [...routes, { to: rest }] };
};

/** Comparisons in a row, each behind the NO of the one before. Undefined where one of them is no comparison. */
export const comparisonFields = (
  { node, parts }: Pick<KeyedNode, 'node' | 'parts'>,
  pointer: string,
  reading: Reading,
): ConditionFields | undefined => {
  const steps = [node, ...parts].filter(isCalculate);
  const routes: RouteInput[] = [];
  let next: TargetInput | undefined;
  for (const [index, { comparison = '', yes, no, goTo }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const found = readComparison(comparison, (text) => reading.text(text, `${pointer}/comparison`));
    if (found === undefined) return undefined;
    const [taken, otherwise] = [reading.target(yes ?? goTo), isLast ? reading.target(no) : 'next'];
    if (!found.isNegated) routes.push({ if: found.comparison, to: taken ?? 'next' });
    else if (isLast) routes.push({ if: found.comparison, to: otherwise ?? 'next' });
    else return undefined;
    if (!isLast) continue;
    if (found.isNegated) next = taken;
    else if (otherwise !== undefined) routes.push({ to: otherwise });
    else next = reading.target(goTo);
  }
  return { kind: 'condition', routes, ...(next !== undefined && { next }) };
};

const isCalculate = (node: ClickatellNode): node is NodeOf<'Calculate'> => isKnownNode(node) && node.type === 'Calculate';

/** A value is a text, in which brackets may be escaped. */
const plainText = (value: string, { context }: Reading): string => {
  const template = context.read(value);
  return template.replaceAll('{{"{{"}}', '{{');
};
