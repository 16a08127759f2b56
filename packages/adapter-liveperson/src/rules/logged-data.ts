import { defineRule } from '@dragoman/core';
import { leaksIn } from './returned-data.ts';

/** @see https://developers.liveperson.com/conversation-builder-integrations-api-integrations.html#security-best-practices */
export const loggedData = defineRule({
  id: 'liveperson/logged-data',
  severity: 'warning',
  description: 'Data of a customer that is logged through the JavaScript API can be read by everybody who reads the logs.',
  check(bot, report, context) {
    for (const { kind, place, position, what, source } of leaksIn(bot, context)) {
      if (kind !== 'logged') continue;
      const reason = `${position}${what} logs ${source}.`;
      report({ place, reason, fix: 'Log what happened (a status, a count), not what was returned.' });
    }
  },
});
