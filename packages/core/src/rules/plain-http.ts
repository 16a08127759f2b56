import { defineRule } from '../plugin/rule.ts';
import { formatPointer } from '../values/json-pointer.ts';

export const plainHttp = defineRule({
  id: 'bot/plain-http',
  severity: 'warning',
  description: 'Over plain http everybody on the way reads and changes what a bot sends.',
  check(bot, report) {
    for (const [index, integration] of bot.integrations.entries()) {
      if (integration.kind !== 'http' || !/^\s*http:\/\//i.test(integration.url) || ownMachine.test(integration.url)) continue;
      const place = formatPointer(['integrations', index, 'url']);
      report({ place, reason: 'This address is called over plain http.', fix: 'Use https.' });
    }
  },
});

const ownMachine = /^\s*http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/?#]|$)/i;
