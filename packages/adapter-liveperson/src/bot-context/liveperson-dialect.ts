import type { Json, ScriptDialect, ScriptMiss } from '@dragoman/core';
import { defaultPolicies, type LivePersonPolicies } from '../policies.ts';
import { runnableSource } from '../scripts/parse-es5.ts';
import { preludeComputedFields } from './computed-fields.ts';
import { preludeConsumer } from './consumer.ts';
import { preludeContextService } from './context-service.ts';
import { preludeHashMap } from './hash-map.ts';
import { preludeMatching } from './matching.ts';
import { preludeMessages } from './messages.ts';
import { preludeBase } from './prelude-base.ts';
import { preludeVariables } from './variables.ts';

/**
 * The scripts of the platform: ES5 with `for each (… in …)`, and `botContext`.
 *
 * What only the platform's cloud knows is read from what a developer gives: `accountId`, `chatBotId`, `channel`,
 * `userPlatformId`, `customerInfo`, `personalInfo`, `engagementAttributes`, `metadata`, `namedEntities`, `nlpResponse`,
 * `sentiment`, `dialogStarterIntent`, `disambiguatedIntentName`, `disambiguatedIntentId`, `webViewVariables`, `maven`.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-functions-list.html
 */
export const livePersonDialect = (policies: LivePersonPolicies = defaultPolicies): ScriptDialect => ({
  id: 'liveperson',
  panels: {
    before: 'pre-process code',
    after: 'post-process code',
    'on-reply': 'process user response code',
    // A text that says nothing and runs its code.
    script: 'pre-process code',
    transform: 'transform result script',
    globals: 'global functions',
    init: '__initConversation function',
  },
  prelude: [
    preludeBase,
    preludeHashMap,
    preludeVariables(policies),
    preludeComputedFields,
    preludeMessages,
    preludeConsumer,
    preludeContextService,
    preludeMatching,
    publish,
  ].join('\n'),
  prepare: runnableSource,
  answer,
});

// \`for each\` walks through the values of any object; a list has its own way.
const publish = `
global.botContext = botContext;
define(Object.prototype, Symbol.iterator, {
  configurable: true,
  enumerable: false,
  writable: true,
  value: function () {
    var object = this;
    return keysOf(object).map(function (key) { return object[key]; })[Symbol.iterator]();
  }
});
`;

/** How far a time zone is from UTC: the sandbox knows no zones. */
const answer = ({ name, arguments: [zone] }: ScriptMiss, { nowMs }: { readonly nowMs: number }): Json | undefined => {
  if (name !== 'utcOffsetMinutes' || typeof zone !== 'string') return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const offset = format.formatToParts(nowMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(offset) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return 'unknown';
  }
};
