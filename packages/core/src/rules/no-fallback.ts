import { defineRule } from '../plugin/rule.ts';

export const noFallback = defineRule({
  id: 'bot/no-fallback',
  severity: 'info',
  description: 'Without a fallback flow, what no trigger takes is answered with one fixed text.',
  check(bot, report) {
    if (bot.flows.length === 0 || bot.flows.some(({ kind }) => kind === 'fallback')) return;
    const reason = 'No fallback flow: what no trigger takes is answered with the no-match text alone.';
    report({ place: '/flows', reason, fix: 'Add a flow of the kind `fallback`.' });
  },
});
