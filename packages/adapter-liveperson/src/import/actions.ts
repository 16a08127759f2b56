import type { TargetInput } from '@dragoman/core';
import type { LivePersonAction } from '../wire/rule.ts';
import type { ImportReport } from './import-context.ts';
import { platformPart } from './platform-part.ts';

/** The neutral ids of what a next action may name, by the ids it has in the document. */
export interface Destinations {
  readonly nodes: ReadonlyMap<string, string>;
  readonly flows: ReadonlyMap<string, string>;
}

/**
 * Where a next action leads. `following`: what "next interaction" means where it stands.
 *
 * Assumed: `current` is how the platform writes "current interaction"; no export that we know holds one.
 */
export const targetOf = (
  action: LivePersonAction | undefined,
  following: TargetInput,
  { nodes, flows }: Destinations,
  platformPlace: string,
  report: ImportReport,
): TargetInput => {
  const { name, value } = action ?? {};
  if (action === undefined || !value) {
    const reason = 'This rule says nothing of a next action, so the next interaction is taken.';
    report({ code: 'missing-action', severity: 'warning', platformPlace, reason, fix: 'Choose a next action.' });
    return following;
  }
  if (name !== undefined && name !== 'INTERACTION' && name !== 'DIALOG') {
    const reason = `There is no next action ${JSON.stringify(name)} here; it ends the dialog.`;
    report({
      code: 'unknown-action',
      severity: 'warning',
      platformPlace: `${platformPlace}/action/name`,
      reason,
      fix: 'Choose another next action.',
    });
    return platformPart(action);
  }
  const flow = flows.get(value);
  if (name === 'DIALOG' && flow !== undefined) return { flow };
  if (value === 'next') return following;
  const word = words.get(value);
  if (word !== undefined) return word;
  const node = nodes.get(value);
  if (node !== undefined) return { node };
  return flow === undefined ? { unresolved: value } : { flow };
};

const words: ReadonlyMap<string, TargetInput> = new Map<string, TargetInput>([
  ['none', { end: 'flow' }],
  ['current', 'repeat'],
  ['close_conversation', { end: 'conversation' }],
  ['close_dialog', { end: 'conversation', survey: true }],
]);
