import type { DraftNode, Hooks } from '@dragoman/core';
import { readPanel } from '../scripts/read-es5.ts';
import type { LivePersonInteraction } from '../wire/interaction.ts';

/** The code panels of an interaction, and the marker that stands in one of them. */
export const hooksOf = (
  { preProcessMessage = '', postProcessMessage = '', processUserResponse = '' }: LivePersonInteraction,
  restore: boolean,
): Pick<DraftNode, 'marker'> & { readonly hooks?: Hooks } => {
  const panel = (source: string) => (source === '' ? {} : readPanel(source, { restore }));
  const { script: before, marker } = panel(preProcessMessage);
  const { script: after } = panel(postProcessMessage);
  const { script: onReply } = panel(processUserResponse);
  const hooks = { ...(before && { before }), ...(after && { after }), ...(onReply && { onReply }) };
  return { ...(Object.keys(hooks).length > 0 && { hooks }), ...(marker !== undefined && { marker }) };
};
