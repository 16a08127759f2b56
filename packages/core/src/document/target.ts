import type { PlatformPart } from './platform-part.ts';

/**
 * Where a conversation goes. `next` is the following node, at the tail of a flow its end; `repeat` enters the same
 * node again. An `unresolved` target is legal (imported bots dangle): taken, it ends the flow with a diagnostic.
 */
export type Target =
  | 'next'
  | 'repeat'
  | { readonly node: string }
  | { readonly flow: string }
  | { readonly end: 'flow' }
  | { readonly end: 'conversation'; readonly survey?: boolean }
  | { readonly unresolved: string }
  | PlatformPart;
