import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { LowerContext } from './lower-context.ts';
import type { NodeContext } from './rewrite-nodes.ts';

/** A node that is made for one of the author's, and stands for it, or for a part of it (`at`), where something is said of it. */
export const madeNode = <const Fields extends { readonly kind: Node['kind']; readonly routes?: readonly Route[]; readonly next?: Target }>(
  context: LowerContext,
  from: Node,
  suffix: string,
  fields: Fields,
  at: object = from,
): Node => {
  for (const route of fields.routes ?? []) context.provenance.derive(route, at);
  return context.provenance.derive({ ...context.fresh(from, suffix), routes: [], ...fields } as unknown as Node, at);
};

/**
 * A node with the nodes made for it behind it. Only targets lead to those: the node itself goes on where it did, past
 * them.
 */
export const withBehind = (context: LowerContext, node: Node, place: NodeContext, made: readonly Node[]): readonly Node[] => {
  if (made.length === 0) return [node];
  const routes = node.routes.map((route) =>
    route.to === 'next' ? context.provenance.derive({ ...route, to: place.following }, route) : route,
  );
  if (!keepsOpen(node)) return [{ ...node, routes, next: place.onward }, ...made];
  // With `next` it would take every reply. It has none, so that only a question that is passed over goes on behind it.
  const bypass = isPassedOver(node) ? [madeNode(context, node, 'on', { kind: 'condition', next: place.onward })] : [];
  return [{ ...node, routes }, ...bypass, ...made];
};

/** Whether a node stays open for replies that none of its routes takes. */
export const keepsOpen = (node: Node): boolean =>
  node.routes.length > 0 && node.next === undefined && (node.kind === 'question' || node.waits === true) && node.kind !== 'choice';

/**
 * Whether a node that stays open may be passed over, to what stands below it: it has no `next`, which would take every
 * reply.
 */
export const isPassedOver = (node: Node): boolean => keepsOpen(node) && node.kind === 'question' && node.skipIfSet === true;

export const reportPassedOver = (node: Node, { report }: LowerContext): void => {
  const reason = 'When this question is passed over, the conversation goes on with another node than before.';
  report({ code: 'skip-not-carried', at: node, loss: 'degraded', reason, fix: 'Give the question a `next`.' });
};

/** A node whose targets no longer depend on where it stands, or what its id is. */
export const settled = (context: LowerContext, node: Node, { following, onward }: NodeContext): Node => {
  const target = (to: Target): Target => (to === 'next' ? following : to === 'repeat' ? { node: node.id } : to);
  const routes = node.routes.map((route) =>
    typeof route.to === 'string' ? context.provenance.derive({ ...route, to: target(route.to) }, route) : route,
  );
  const settledNode = { ...node, routes };
  return keepsOpen(node) ? settledNode : { ...settledNode, next: onward };
};
