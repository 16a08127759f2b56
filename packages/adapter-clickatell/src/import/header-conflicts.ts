import type { ClickatellApi } from '../wire/document.ts';
import type { NodeOf } from '../wire/node.ts';
import type { Reading } from './reading.ts';

/**
 * A header of the endpoint and of the step must have the same value, else the call fails. Names are compared in any case,
 * values without the space around them; what placeholders come to be is seen when the bot runs.
 *
 * @see https://docs.clickatell.com/flow/action-nodes/api-integration-node
 */
export const reportConflicts = (
  { headers = [] }: NodeOf<'API Integration'>,
  api: ClickatellApi,
  pointer: string,
  { context }: Reading,
): void => {
  const shared = new Map((api.headers ?? []).map(({ key, value }) => [key.toLowerCase(), value.trim()]));
  for (const [index, { key, value }] of headers.entries()) {
    const other = shared.get(key.toLowerCase());
    if (other === undefined || other === value.trim()) continue;
    const reason = `The endpoint ${api.name} sets the header ${key} to another value, so the call ends as error.`;
    context.report({
      code: 'header-conflict',
      severity: 'error',
      platformPlace: `${pointer}/headers/${index}/value`,
      reason,
      fix: 'Set the header in one place.',
    });
  }
};
