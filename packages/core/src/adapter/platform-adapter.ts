import type { Semantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import type { ScriptDialect } from '../ports/script-dialect.ts';
import type { ArtifactFormat } from './artifact-format.ts';
import type { BotView } from './bot-view.ts';
import { type Capabilities, type CapabilitiesInput, completeCapabilities } from './capabilities.ts';
import type { Companion } from './companion.ts';
import type { Draft } from './draft.ts';
import type { TemplateDialect } from './template-dialect.ts';

/** What an adapter says of a translation, beside its result. */
export interface TranslationFinding<Code extends string = string> {
  /** One of the adapter's `codes`. */
  readonly code: Code;
  /** Default: error for `dropped`, warning for `degraded`, info otherwise. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** The element of the view, or of the draft, that it is about: a node, route, integration, … Default: the bot. */
  readonly at?: object;
  /** JSON pointer into the platform's artifact. */
  readonly platformPlace?: string;
  /** Default none. */
  readonly loss?: 'none' | 'assumed' | 'degraded' | 'dropped';
  /** What is wrong, as a sentence. */
  readonly reason: string;
  /** What to do about it, as a sentence. */
  readonly fix?: string;
}

/** What `toPlatform` is given beside the bot. */
export interface ToPlatformContext<Code extends string = string> {
  /** The channel the bot is translated for. */
  readonly channel?: string;
  /** Writes a template in the platform's own dialect. */
  print(template: string): string;
  report(finding: TranslationFinding<Code>): void;
}

/** Elements of a bot that have ids of their own. */
export type ElementKind = 'flow' | 'node' | 'integration' | 'credential';

/** What `fromPlatform` is given beside the artifact. */
export interface FromPlatformContext<Code extends string = string> {
  /** Whether what a translation generated is to be read as what it was generated from; else as it stands there. */
  readonly restore: boolean;
  /** Reads a text in the platform's dialect: a neutral template. A malformed placeholder is text, and reported. */
  read(text: string, at?: { readonly platformPlace?: string }): string;
  /**
   * The neutral id of an element: a slug of its name, unique in the bot, and always the same for the same key. `key` is
   * what the platform calls the element by, `pointer` where it stands in the artifact. Links may ask by key alone,
   * before or after the element itself was named.
   */
  id(kind: ElementKind, element: { readonly key: string; readonly name?: string; readonly pointer?: string }): string;
  report(finding: TranslationFinding<Code>): void;
}

/** The languages of a platform. */
export interface AdapterDialects {
  readonly template: TemplateDialect;
  /** Those of its scripts. Default: none of its own. */
  readonly scripts?: readonly ScriptDialect[];
}

/**
 * Translates whole bots into one platform's own document, and back. Both directions are pure: no I/O, no clock, no
 * randomness. Only core's `exportBot` and `importBot` call them, and do the rest around them: lowering, origins,
 * markers, capabilities.
 */
export interface PlatformAdapter<Artifact = unknown> {
  readonly contract: 'v1';
  /** `tally`: what `--as`, `--to` and `platformOptions` call it. */
  readonly id: string;
  /** `Tally`: what people call it. */
  readonly displayName: string;
  readonly capabilities: Capabilities;
  /** The platform's own document: its schema, and how it is recognised, parsed and printed. */
  readonly artifact: ArtifactFormat<Artifact>;
  /** How a bot behaves there: written into every imported bot, compared with the bot's own on export. */
  readonly semantics: Semantics;
  readonly dialects: AdapterDialects;
  /** The codes of its findings, each with a sentence of what it means: a closed list. */
  readonly codes: { readonly [code: string]: string };
  /** The key an element gets that was not imported. Default: its id. Must be deterministic and injective. */
  newKey(kind: ElementKind, id: string): string;
  /**
   * Where a part of an element stands in the element's own fragment of the artifact, so that findings point right at it:
   * `['hooks', 'before']` of a node may be `['code', 'first']` there. Positions in `path` are text. Of the kind `bot`, both are
   * from the top. Undefined: not known, or in no place of its own.
   */
  placeInside?(kind: ElementKind | 'bot', path: readonly string[], fragment: Json): readonly (string | number)[] | undefined;
  /** Must not fail for any bot within the capabilities; what cannot be said is reported. */
  toPlatform(bot: BotView, context: ToPlatformContext): Artifact;
  /** Must accept whatever the artifact's schema accepts, and keep what it does not understand as `platform` parts. */
  fromPlatform(artifact: Artifact, context: FromPlatformContext): Draft;
  /**
   * Texts for people about a document, written beside it by `dragoman translate`. Pure; must not fail for any document the
   * schema accepts. Default: none.
   */
  companions?(artifact: Artifact): readonly Companion[];
}

export interface PlatformAdapterDefinition<C extends CapabilitiesInput, Artifact, Code extends string> {
  readonly id: string;
  readonly displayName: string;
  readonly capabilities: C;
  readonly artifact: ArtifactFormat<Artifact>;
  readonly semantics: Semantics;
  readonly dialects: AdapterDialects;
  readonly codes?: { readonly [K in Code]: string };
  newKey?(kind: ElementKind, id: string): string;
  placeInside?(kind: ElementKind | 'bot', path: readonly string[], fragment: Json): readonly (string | number)[] | undefined;
  /** `bot` holds only what `capabilities` list: its nodes are of those kinds, and a `switch` over them is complete. */
  toPlatform(bot: BotView<C>, context: ToPlatformContext<Code>): Artifact;
  fromPlatform(artifact: Artifact, context: FromPlatformContext<Code>): Draft;
  companions?(artifact: Artifact): readonly Companion[];
}

/** Defines a platform adapter; what its capabilities leave out does not exist there. */
export const definePlatformAdapter = <const C extends CapabilitiesInput, Artifact, const Code extends string = never>(
  definition: PlatformAdapterDefinition<C, Artifact, Code>,
): PlatformAdapter<Artifact> => ({
  contract: 'v1',
  codes: {},
  newKey: (_kind, id) => id,
  ...(definition as unknown as PlatformAdapterDefinition<CapabilitiesInput, Artifact, string> & { readonly capabilities: Capabilities }),
  capabilities: completeCapabilities(definition.capabilities),
});
