import { defineRule } from '../plugin/rule.ts';
import { flowGraph } from '../reading/flow-graph.ts';
import { mentionsIn } from '../reading/mentions.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const unreachableNode = defineRule({
  id: 'bot/unreachable-node',
  severity: 'warning',
  description: 'A node that no route, no jump and no script leads to is never run.',
  check(bot, report, { sites }) {
    const successorsOf = flowGraph(bot, sites.node);
    const isMentioned = mentionsIn(sites);
    const reached = new Set(sites.node.filter(({ node, index }) => index === 0 || isMentioned(node.name)));
    // A set is walked in the order of insertion, including what is inserted meanwhile.
    for (const site of reached) {
      for (const next of successorsOf(site)) if (next !== 'stop') reached.add(next);
    }
    for (const site of sites.node) {
      if (reached.has(site)) continue;
      report({ place: formatPointer(site.path), reason: 'Nothing leads to this node.', fix: 'Route to it, or remove it.' });
    }
  },
});
