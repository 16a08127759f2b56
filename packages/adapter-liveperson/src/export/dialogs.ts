import { isJsonObject } from '@dragoman/core';
import type { LivePersonGroup } from '../wire/export.ts';
import type { ExportWork, FlowView } from './export-view.ts';
import { fixedTime } from './fixed-values.ts';

/** A flow as a dialog, without its interactions. */
export const groupOf = (flow: FlowView, work: ExportWork): LivePersonGroup => ({
  chatBotId: work.chatBotId,
  id: work.bot.key(flow),
  name: flow.name,
  creationTime: fixedTime,
  modificationTime: fixedTime,
  dialogType: dialogTypeOf(flow, work),
  status: 'ENABLED',
  disambiguteOnlySelectedDomains: false,
});

const dialogTypeOf = (flow: FlowView, { bot, context }: ExportWork): string => {
  if (flow.kind !== 'platform') return flow.kind === 'fallback' ? 'FALLBACK_DIALOG' : 'DIALOG';
  const { options } = bot;
  const types = options !== undefined && isJsonObject(options) ? options.dialogTypes : undefined;
  const type = types !== undefined && isJsonObject(types) && Object.hasOwn(types, flow.id) ? types[flow.id] : undefined;
  if (typeof type === 'string') return type;
  const reason = `Nothing says what type of dialog ${JSON.stringify(flow.name)} is, so it is an ordinary one.`;
  const fix = `Say it in platformOptions.liveperson.dialogTypes.${flow.id}.`;
  context.report({ code: 'dialog-type-unknown', at: flow, loss: 'degraded', reason, fix });
  return 'DIALOG';
};
