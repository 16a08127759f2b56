import { defineRule } from '../plugin/rule.ts';
import { mentionsIn } from '../reading/mentions.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const unreachableFlow = defineRule({
  id: 'bot/unreachable-flow',
  severity: 'warning',
  description: 'A flow without triggers that no route, no jump and no script leads to is never started.',
  check(bot, report, { sites }) {
    const flowOfNode = new Map(sites.node.map(({ node, flow }) => [node.id, flow]));
    const flowPositions = new Map(bot.flows.map(({ id }, index) => [id, index]));
    const entered = new Set<number | undefined>();
    for (const { target, path } of sites.target) {
      if (typeof target === 'string') continue;
      const position = 'node' in target ? flowOfNode.get(target.node) : 'flow' in target ? flowPositions.get(target.flow) : undefined;
      if (position !== path[1]) entered.add(position);
    }
    const isMentioned = mentionsIn(sites);
    for (const [index, { kind, triggers, nodes }] of bot.flows.entries()) {
      if (kind !== 'standard' || triggers.length > 0 || nodes.length === 0 || entered.has(index)) continue;
      if (nodes.some(({ name }) => isMentioned(name))) continue;
      const reason = 'No trigger starts this flow, and no route, jump or script leads to it by name.';
      report({
        place: formatPointer(['flows', index]),
        reason,
        fix: 'Give it a trigger, such as the pattern *order*, or remove it.',
      });
    }
  },
});
