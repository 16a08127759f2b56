import type { Node } from '../document/node.ts';
import type { Target } from '../document/target.ts';

/** A node all of whose targets lead elsewhere: those of its routes, `next`, and where a jump goes. */
export const withTargets = (node: Node, lead: (target: Target) => Target): Node =>
  ({
    ...node,
    routes: node.routes.map((route) => ({ ...route, to: lead(route.to) })),
    ...(node.next !== undefined && { next: lead(node.next) }),
    ...(node.kind === 'jump' && { to: lead(node.to as Target) }),
  }) as Node;
