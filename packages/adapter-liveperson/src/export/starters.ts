import { isJsonObject } from '@dragoman/core';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import type { ExportWork, FlowView } from './export-view.ts';

/**
 * What starts a dialog, as its dialog starter says it: any number of patterns, and one intent.
 *
 * @see https://developers.liveperson.com/conversation-builder-interactions-dialog-starter.html
 */
export const startersOf = (flow: FlowView, { context }: ExportWork): Pick<LivePersonInteraction, 'pattern' | 'intentId'> => {
  const patterns = flow.triggers.flatMap((trigger) => {
    if ('pattern' in trigger) return [trigger.pattern];
    // A pattern that we could not read stands as it stood.
    if (trigger.kind !== 'platform') return [];
    if (typeof trigger.raw === 'string') return [trigger.raw];
    return isJsonObject(trigger.raw) && typeof trigger.raw.pattern === 'string' ? [trigger.raw.pattern] : [];
  });
  const [intent, ...others] = flow.triggers.filter((trigger) => trigger.kind === 'intent');
  for (const other of others) {
    context.report({
      code: 'several-intents',
      at: other,
      loss: 'dropped',
      reason: `A dialog of LivePerson is started by one intent; ${JSON.stringify(other.intent)} does not start this one.`,
      fix: 'Make it a meta intent of the first, or a dialog of its own that leads here.',
    });
  }
  return { ...(patterns.length > 0 && { pattern: patterns }), ...(intent && { intentId: intent.intent }) };
};
