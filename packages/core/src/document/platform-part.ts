import type { Json } from '../json.ts';

/**
 * A part of a bot that came from one platform and has no neutral meaning: carried, never interpreted.
 *
 * At run time a platform integration or node runs its hooks and takes its outcome from a stub or from a
 * plugin's executor, else `error` with reason `unsupported`; a platform condition is false; a trigger never
 * fires; a target ends the flow. Each with a diagnostic.
 */
export interface PlatformPart {
  readonly kind: 'platform';
  /** Id of the adapter that understands `raw`. */
  readonly adapter: string;
  readonly raw: Json;
}

/** What an author says to one platform, keyed by adapter id. It never shadows a modelled field. */
export type PlatformOptions = { readonly [adapter: string]: Json };
