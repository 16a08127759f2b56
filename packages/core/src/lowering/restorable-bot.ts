import type { Bot } from '../document/bot.ts';
import type { Node } from '../document/node.ts';

/**
 * The author's bot as markers put it back: what comes back has the platform's semantics, so its nodes and integrations
 * say themselves what the author's semantics said for them. `expanded` and `compiled`: the bot before and after that
 * was written into it.
 */
export const restorableBot = (author: Bot, expanded: Bot, compiled: Bot): Bot => {
  if (compiled === expanded) return author;
  const made = new Map(compiled.flows.flatMap(({ nodes }) => nodes.map((node) => [node.id, node] as const)));
  // A node of another kind stands for one of a plugin's, which comes back as it was.
  const restored = (node: Node): Node => {
    const other = made.get(node.id);
    return other?.kind === node.kind ? other : node;
  };
  return {
    ...author,
    flows: author.flows.map((flow) => ({ ...flow, nodes: flow.nodes.map(restored) })),
    integrations: compiled.integrations,
  };
};
