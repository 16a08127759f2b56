import { defineRule } from '@dragoman/core';
import { botContextFunctions } from '../scripts/bot-context-functions.ts';
import { botContextMembers } from './bot-context-members.ts';
import { livePersonScripts } from './liveperson-scripts.ts';
import { startOf } from './script-position.ts';

/** @see https://developers.liveperson.com/conversation-builder-scripting-functions-deprecated-functions.html */
export const deprecatedFunction = defineRule({
  id: 'liveperson/deprecated-function',
  severity: 'info',
  description: 'A deprecated function still works, and may be taken away.',
  check(bot, report) {
    const deprecated = new Set(botContextFunctions.flatMap(({ name, status }) => (status === 'deprecated' ? [name] : [])));
    for (const { source, place } of livePersonScripts(bot)) {
      for (const { name, node } of botContextMembers(source)) {
        if (!deprecated.has(name)) continue;
        const reason = `${startOf(node).position}${name} is deprecated.`;
        report({ place, reason, fix: 'Use what the list of scripting functions names instead.' });
      }
    }
  },
});
