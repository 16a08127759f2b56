import { defineRule } from '@dragoman/core';
import { isLivePersonBot } from './is-liveperson-bot.ts';
import { longestRuns } from './longest-runs.ts';

/** @see https://developers.liveperson.com/conversation-builder-interactions-interaction-basics.html */
export const longChain = defineRule({
  id: 'liveperson/long-chain',
  severity: 'warning',
  description: 'LivePerson stops a conversation after 10 interactions in one dialog, or 5 changes of the dialog, without a question.',
  check(bot, report, { sites }) {
    if (!isLivePersonBot(bot)) return;
    const { chainLimit = 10, flowChangeLimit = 5 } = bot.semantics ?? {};
    const runs = longestRuns(bot, sites.node, { steps: chainLimit, changes: flowChangeLimit });
    for (const { place, from, count } of runs.steps) {
      const reason = `The interaction ${count} in a row without a question, from ${from} on: LivePerson stops after ${chainLimit}.`;
      report({ place, reason, fix: 'Put a question in between, or join interactions.' });
    }
    for (const { place, from, count } of runs.changes) {
      const reason = `The change ${count} of the dialog without a question, from ${from} on: LivePerson stops after ${flowChangeLimit}.`;
      report({ place, reason, fix: 'Put a question in between, or join dialogs.' });
    }
  },
});
