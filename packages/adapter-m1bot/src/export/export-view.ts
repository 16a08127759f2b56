import type { BotView, ToPlatformContext, ViewFlow, ViewNode } from '@dragoman/core';
import type { AttributeKeys } from '../attribute-keys.ts';
import type { m1botCapabilities } from '../capabilities.ts';
import type { M1botCode } from '../codes.ts';

/** A bot that holds only what m1bot can carry. */
export type View = BotView<typeof m1botCapabilities>;
export type NodeView = ViewNode<typeof m1botCapabilities>;
export type FlowView = ViewFlow<typeof m1botCapabilities>;
export type ExportContext = ToPlatformContext<M1botCode>;

/** What the parts of a document share. */
export interface ExportWork {
  readonly bot: View;
  readonly keys: AttributeKeys;
  /** Writes a template with attributes. */
  print(template: string): string;
  readonly report: ExportContext['report'];
}
