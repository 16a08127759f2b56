import { defineRule, formatPointer, isSecretName, parseTemplate } from '@dragoman/core';
import { isLivePersonBot } from './is-liveperson-bot.ts';

/**
 * What is written out is for `bot/secret-in-text` to tell; this one is about what placeholders put there.
 *
 * @see https://developers.liveperson.com/conversation-builder-integrations-api-integrations.html#security-best-practices
 */
export const credentialInAddress = defineRule({
  id: 'liveperson/credential-in-address',
  severity: 'warning',
  description: 'Credentials and sensitive data in the parameters of a request end up in the logs of whoever is on the way.',
  check(bot, report) {
    if (!isLivePersonBot(bot)) return;
    for (const [index, integration] of bot.integrations.entries()) {
      if (integration.kind !== 'http') continue;
      const tell = (path: readonly (string | number)[], name: string): void => {
        const reason = `The parameter ${JSON.stringify(name)} carries what should not be in the address of a request.`;
        report({
          place: formatPointer(['integrations', index, ...path]),
          reason,
          fix: 'Send it in a header or in the body, or use a credential.',
        });
      };
      for (const [row, { name, value }] of integration.query.entries()) {
        if (isSensitive(name) && hasPlaceholder(value)) tell(['query', row, 'value'], name);
      }
      for (const { name, value } of parametersOf(integration.url)) {
        if (isSensitive(name) && hasPlaceholder(value)) tell(['url'], name);
      }
    }
  },
});

const isSensitive = (name: string): boolean => isSecretName(name) || sensitive.test(name);

/** Assumed: names of what identifies a person or pays for them. */
const sensitive =
  /^(?:ssn|iban|cvv|cvc|pin|passport(?:[-_]?(?:no|number))?|(?:credit[-_]?)?card[-_]?(?:no|number)|social[-_]?security.*)$/i;

const hasPlaceholder = (value: string): boolean => parseTemplate(value).tree.some(({ kind }) => kind === 'placeholder');

const parametersOf = (url: string): readonly { readonly name: string; readonly value: string }[] => {
  const query = url.split('#', 1)[0]?.split('?').slice(1).join('?') ?? '';
  return query.split('&').map((parameter) => {
    const [name = '', ...value] = parameter.split('=');
    return { name, value: value.join('=') };
  });
};
