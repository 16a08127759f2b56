import { defineRule } from '@dragoman/core';
import { leaksIn } from './returned-data.ts';

/** @see https://developers.liveperson.com/conversation-builder-integrations-api-integrations.html#security-best-practices */
export const keptData = defineRule({
  id: 'liveperson/kept-data',
  severity: 'warning',
  description: 'Data of a customer in a permanent variable is kept for half a year after the conversation.',
  check(bot, report, context) {
    for (const { kind, place, position, what, source } of leaksIn(bot, context)) {
      if (kind !== 'kept') continue;
      const reason = `${position}The permanent variable ${what} keeps ${source}.`;
      report({ place, reason, fix: 'Keep it for the session, and fetch it again when it is needed.' });
    }
  },
});
