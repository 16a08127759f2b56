import { isJsonObject } from '@dragoman/core';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import type { FlowView } from './export-view.ts';

/**
 * What starts a dialog, as its dialog starter says it: any number of patterns, and one intent.
 *
 * @see https://developers.liveperson.com/conversation-builder-interactions-dialog-starter.html
 */
export const startersOf = (flow: FlowView): Pick<LivePersonInteraction, 'pattern' | 'intentId'> => {
  const patterns = flow.triggers.flatMap((trigger) => {
    if ('pattern' in trigger) return [trigger.pattern];
    // A pattern that we could not read stands as it stood.
    if (trigger.kind !== 'platform') return [];
    if (typeof trigger.raw === 'string') return [trigger.raw];
    return isJsonObject(trigger.raw) && typeof trigger.raw.pattern === 'string' ? [trigger.raw.pattern] : [];
  });
  const intent = flow.triggers.find((trigger) => trigger.kind === 'intent');
  return { ...(patterns.length > 0 && { pattern: patterns }), ...(intent && { intentId: intent.intent }) };
};
