import { defineRule } from '../plugin/rule.ts';
import { lastRoute } from '../reading/flow-graph.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const unreachableRoute = defineRule({
  id: 'bot/unreachable-route',
  severity: 'warning',
  description: 'A route behind one that is always taken never is.',
  check(bot, report) {
    for (const [flow, { nodes }] of bot.flows.entries()) {
      for (const [index, node] of nodes.entries()) {
        const last = lastRoute(node);
        if (last === -1 || last === node.routes.length - 1) continue;
        const place = formatPointer(['flows', flow, 'nodes', index, 'routes', last + 1]);
        report({ place, reason: 'The route before this one is always taken.', fix: 'Give that one a condition, or put it last.' });
      }
    }
  },
});
