import type { LivePersonGroup } from '../wire/export.ts';
import type { ExportWork, FlowView } from './export-view.ts';
import { fixedTime } from './fixed-values.ts';

/** A flow as a dialog, without its interactions. */
export const groupOf = (flow: FlowView, { bot, chatBotId }: ExportWork): LivePersonGroup => ({
  chatBotId,
  id: bot.key(flow),
  name: flow.name,
  creationTime: fixedTime,
  modificationTime: fixedTime,
  dialogType: flow.kind === 'fallback' ? 'FALLBACK_DIALOG' : 'DIALOG',
  status: 'ENABLED',
  disambiguteOnlySelectedDomains: false,
});
