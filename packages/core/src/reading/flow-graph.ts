import type { Bot } from '../document/bot.ts';
import type { Node } from '../document/node.ts';
import type { Target } from '../document/target.ts';
import type { NodeSite } from './site.ts';

/** Where the conversation may go from a node; `stop` stands for everything that leaves the nodes of the bot. */
export type Successor = NodeSite | 'stop';

/** Gives the successors of a node by its targets alone: what scripts do cannot be seen. */
export const flowGraph = (bot: Bot, nodes: readonly NodeSite[]): ((site: NodeSite) => readonly Successor[]) => {
  const byId = new Map(nodes.map((site) => [site.node.id, site]));
  const byFlow: NodeSite[][] = bot.flows.map(() => []);
  for (const site of nodes) byFlow[site.flow]?.push(site);
  const firstOfFlow = new Map(bot.flows.map(({ id }, index) => [id, byFlow[index]?.[0]]));

  const follow = (target: Target, from: NodeSite): Successor => {
    if (target === 'next') return byFlow[from.flow]?.[from.index + 1] ?? 'stop';
    if (target === 'repeat') return from;
    if ('node' in target) return byId.get(target.node) ?? 'stop';
    return ('flow' in target ? firstOfFlow.get(target.flow) : undefined) ?? 'stop';
  };
  return (site) => targetsOf(site.node).map((target) => follow(target, site));
};

const targetsOf = (node: Node): readonly Target[] => {
  if (node.kind === 'jump') return [node.to as Target];
  const targets = node.routes.map(({ to }) => to);
  if (node.kind === 'end') return targets;
  const always = lastRoute(node);
  return always === -1 ? [...targets, node.next ?? 'next'] : targets.slice(0, always + 1);
};

/** Position of the route behind which none is ever taken, or -1. Routes with `when` are not tried in document order everywhere. */
export const lastRoute = ({ routes }: Node): number =>
  routes.some((route) => route.when !== undefined) ? -1 : routes.findIndex((route) => route.if === undefined);
