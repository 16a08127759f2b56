import type { ResolvedTarget } from '../adapter/bot-view.ts';
import type { Bot } from '../document/bot.ts';
import type { Flow } from '../document/flow.ts';
import type { Node } from '../document/node.ts';
import type { LowerContext } from './lower-context.ts';

/** Where a node stands while it is rewritten. */
export interface NodeContext {
  readonly flow: Flow;
  /** Where the node goes on when nothing says otherwise: its `next`, else the following node, else the end of the flow. */
  readonly onward: ResolvedTarget;
  /** Where its targets `next` lead: the following node, else the end of the flow. */
  readonly following: ResolvedTarget;
}

/**
 * Replaces each node by a list of nodes, the first of which keeps its id. Within the list and behind it, a node without
 * `next` goes on to the node below it; so what stands above made nodes and must not run into them needs `onward` as its
 * `next`. Undefined leaves the node as it is.
 */
export const rewriteNodes = (
  bot: Bot,
  { provenance }: LowerContext,
  rewrite: (node: Node, context: NodeContext) => readonly Node[] | undefined,
): Bot => {
  let isChanged = false;
  const flows = bot.flows.map((flow) => {
    let isFlowChanged = false;
    const nodes = flow.nodes.flatMap((node, index) => {
      const made = rewrite(node, { flow, ...onwardOf(flow, node, index) });
      if (made === undefined || (made.length === 1 && made[0] === node)) return [node];
      isFlowChanged = true;
      return made.map((one) => provenance.derive(one, node));
    });
    if (!isFlowChanged) return flow;
    isChanged = true;
    return provenance.derive({ ...flow, nodes }, flow);
  });
  return isChanged ? { ...bot, flows } : bot;
};

const onwardOf = (flow: Flow, { id, next = 'next' }: Node, index: number): Pick<NodeContext, 'onward' | 'following'> => {
  const below = flow.nodes[index + 1];
  const following: ResolvedTarget = below ? { node: below.id } : { end: 'flow' };
  if (next === 'repeat') return { onward: { node: id }, following };
  return { onward: next === 'next' ? following : next, following };
};
