import { defineRule, formatPointer } from '@dragoman/core';
import { isLivePersonBot } from './is-liveperson-bot.ts';

/** @see https://developers.liveperson.com/bot-accounts-credentials.html#credential-types-authentication-types */
export const weakCredential = defineRule({
  id: 'liveperson/weak-credential',
  severity: 'info',
  description: 'LivePerson counts access tokens and basic authentication as weak, and advises OAuth 2.0 or mutual authentication.',
  check(bot, report) {
    if (!isLivePersonBot(bot)) return;
    for (const [index, { kind, name, fields }] of bot.credentials.entries()) {
      const weakness = weakKinds[kind] ?? (/basic/i.test(String(fields.securityProtocol)) ? 'basic authentication' : undefined);
      if (weakness === undefined) continue;
      const reason = `The credential ${JSON.stringify(name)} is ${weakness}, which LivePerson counts as weak.`;
      report({ place: formatPointer(['credentials', index]), reason, fix: 'Use OAuth 2.0 or mutual authentication, if the API has them.' });
    }
  },
});

const weakKinds: { readonly [kind: string]: string | undefined } = {
  'liveperson/access-token': 'an access token',
  'access-token': 'an access token',
  basic: 'basic authentication',
};
