import type { ApiNode } from '../document/node.ts';
import type { OutcomeMatch } from '../document/route.ts';
import { defineRule } from '../plugin/rule.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const unroutedOutcome = defineRule({
  id: 'bot/unrouted-outcome',
  severity: 'warning',
  description: 'An api node that routes some outcomes leaves others to the failure text and the end of the flow.',
  check(bot, report) {
    for (const [flow, { nodes }] of bot.flows.entries()) {
      for (const [index, node] of nodes.entries()) {
        const missing = node.kind === 'api' ? unrouted(node as ApiNode) : [];
        if (missing.length === 0) continue;
        const reason = `No route takes ${missing.join(', ')}: the consumer gets the failure text and the flow ends.`;
        const fix = 'Add a route for `failure` or `other`.';
        report({ place: formatPointer(['flows', flow, 'nodes', index, 'routes']), reason, fix });
      }
    }
  },
});

/** Success needs no route, it goes on to `next`. A route that also has an `if` may not be taken and does not count. */
const unrouted = ({ routes }: ApiNode): readonly string[] => {
  const sure = routes.filter((route) => route.if === undefined);
  if (routes.length === 0 || sure.some(({ when }) => when === undefined)) return [];
  const matches = sure.map(({ when }) => when as OutcomeMatch);
  const takes = (what: string): boolean =>
    matches.some((match) => ('is' in match && match.is === what) || ('class' in match && match.class === what));
  if (takes('failure') || takes('other')) return [];
  return [
    ...(takes('4xx') && takes('5xx') ? [] : ['other statuses']),
    ...['timeout', 'error', 'max-connection'].filter((outcome) => !takes(outcome)),
  ];
};
