import { defineRule } from '../plugin/rule.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const unusedIntegration = defineRule({
  id: 'bot/unused-integration',
  severity: 'warning',
  description: 'An integration that no api node calls is dead weight.',
  check(bot, report) {
    const used = new Set(bot.flows.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'api' ? [node.integration] : []))));
    for (const [index, { id }] of bot.integrations.entries()) {
      if (used.has(id)) continue;
      report({
        place: formatPointer(['integrations', index]),
        reason: 'No api node calls this integration.',
        fix: 'Call it, or remove it.',
      });
    }
  },
});
