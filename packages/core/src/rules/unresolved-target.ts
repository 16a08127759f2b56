import { defineRule } from '../plugin/rule.ts';
import { quote } from '../reading/quote.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const unresolvedTarget = defineRule({
  id: 'bot/unresolved-target',
  severity: 'warning',
  description: 'A target that led nowhere when the bot was imported ends the flow.',
  check(_bot, report, { sites }) {
    for (const { target, path } of sites.target) {
      if (typeof target === 'string' || !('unresolved' in target)) continue;
      const reason = `${quote(target.unresolved)} does not exist: taken, this ends the flow.`;
      report({ place: formatPointer(path), reason, fix: 'Name a node or a flow.' });
    }
  },
});
