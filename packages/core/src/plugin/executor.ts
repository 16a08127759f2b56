import type { Json } from '../json.ts';
import type { CallResult } from '../ports/integration-call.ts';

/** Does what a carried part of one platform would do there: gives its outcome. */
export interface Executor {
  readonly contract: 'v1';
  /** Id of the adapter whose parts it executes. */
  readonly adapter: string;
  /** Undefined: not one of its own, the next executor is asked. */
  execute(
    part: { readonly raw: Json; readonly name: string },
    context: { get(name: string): Json | undefined; readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<CallResult | undefined>;
}
