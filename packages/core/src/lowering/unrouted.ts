import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { plainTemplate } from './semantics/plain-template.ts';

/** What becomes of an outcome of a call that no route takes, as a route would say it. */
export type Unrouted = Pick<Route, 'say' | 'to'>;

/** `onward`: where the node goes on when nothing says otherwise. */
export const unroutedOutcome = (
  { routes }: { readonly routes: readonly Route[] },
  result: 'success' | 'failure',
  { failureText }: Pick<Semantics, 'failureText'>,
  onward: Target,
): Unrouted => {
  if (result === 'success') return { to: onward };
  return { ...(failureText !== '' && { say: plainTemplate(failureText) }), to: routes.length === 0 ? onward : { end: 'flow' } };
};
