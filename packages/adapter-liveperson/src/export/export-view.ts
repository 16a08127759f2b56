import type { BotView, ToPlatformContext, ViewFlow, ViewNode } from '@dragoman/core';
import type { livePersonCapabilities } from '../capabilities.ts';
import type { ExportCode } from './export-codes.ts';

/** A bot that holds only what LivePerson can carry. */
export type View = BotView<typeof livePersonCapabilities>;
export type NodeView = ViewNode<typeof livePersonCapabilities>;
export type FlowView = ViewFlow<typeof livePersonCapabilities>;
export type ExportContext = ToPlatformContext<ExportCode>;

/** What the parts of an export share. */
export interface ExportWork {
  readonly bot: View;
  /** The id of the bot, which stands in every part. */
  readonly chatBotId: string;
  readonly context: ExportContext;
}
