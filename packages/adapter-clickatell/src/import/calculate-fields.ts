import { isCalculated } from '../scripts/calculate-dialect.ts';
import { type CalculateSource, type No, printSource } from '../scripts/calculate-source.ts';
import type { NodeOf } from '../wire/node.ts';
import { comparisonFields } from './condition-fields.ts';
import type { KeyedNode } from './keyed-workflows.ts';
import type { NodeReading } from './node-of.ts';
import type { Reading } from './reading.ts';

/** A comparison of values is a condition; one of expressions, and a calculation, are scripts. Undefined for what is neither. */
export const calculateFields = (node: NodeOf<'Calculate'>, keyed: KeyedNode, reading: NodeReading): object | undefined => {
  const { name, pointer } = keyed;
  const { calculation, script, resultName, yes, comparison } = node;
  const next = reading.target(yes ?? node.goTo);
  const onward = next !== undefined && { next };
  if (script !== undefined) return { kind: 'script', dialect: 'clickatell', source: script, ...onward };
  const written = (source: CalculateSource): object => ({ kind: 'script', dialect: 'clickatell', source: printSource(source), ...onward });
  const no = noOf(node, keyed, reading);
  const leaving = no !== undefined && { no };
  if (calculation !== undefined) {
    const expression = reading.text(calculation, `${pointer}/calculation`);
    return written({ kind: 'calculation', name: resultName ?? name, expression, ...leaving });
  }
  const condition = comparison === undefined ? undefined : comparisonFields(keyed, pointer, reading);
  if (comparison === undefined || condition !== undefined) return condition ?? unreadable(name, pointer, reading);
  const compared = reading.text(comparison, `${pointer}/comparison`);
  return isCalculated(compared) ? written({ kind: 'comparison', comparison: compared, ...leaving }) : unreadable(name, pointer, reading);
};

/** Where NO leads, if elsewhere than YES. */
const noOf = ({ yes, no, goTo }: NodeOf<'Calculate'>, { key, name, pointer }: KeyedNode, reading: NodeReading): No | undefined => {
  const to = no ?? (yes === undefined ? undefined : (goTo ?? { next: true as const }));
  if (to === undefined) return undefined;
  const node =
    'step' in to
      ? reading.nameOf(String(to.step))
      : 'workflow' in to
        ? reading.firstOf(String(to.workflow))
        : 'repeat' in to
          ? name
          : 'next' in to
            ? reading.following(key)
            : undefined;
  if (node !== undefined) return { node };
  if ('step' in to || 'workflow' in to) {
    const missing = JSON.stringify('step' in to ? to.step : to.workflow);
    const reason = `There is no ${missing} to go to: when it cannot be calculated, the workflow ends.`;
    const platformPlace = `${pointer}/${no === undefined ? 'goTo' : 'no'}`;
    reading.context.report({ code: 'unknown-step', severity: 'warning', platformPlace, reason, fix: 'Name a step that exists.' });
  }
  return 'end';
};

const unreadable = (name: string, pointer: string, { context }: Reading): undefined => {
  const reason = `${JSON.stringify(name)} cannot be read, so it is carried as it is.`;
  context.report({
    code: 'unreadable-step',
    severity: 'warning',
    platformPlace: pointer,
    reason,
    fix: 'Write one comparison such as [[age]] >= 18, or a calculation.',
  });
  return undefined;
};
