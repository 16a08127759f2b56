import { defineRule, nearest } from '@dragoman/core';
import { botContextMembers } from './bot-context-members.ts';
import { livePersonScripts } from './liveperson-scripts.ts';
import { startOf } from './script-position.ts';

/**
 * Assumed: a jump to a name that does not exist is ignored, and the normal next action applies.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-manage-conversation-flow.html
 */
export const unknownJump = defineRule({
  id: 'liveperson/unknown-jump',
  severity: 'warning',
  description: 'A script that sends the conversation to an interaction which does not exist sends it nowhere.',
  check(bot, report) {
    const names = new Set(bot.flows.flatMap(({ nodes }) => nodes.map(({ name }) => name)));
    for (const { source, place } of livePersonScripts(bot)) {
      for (const { name, node, call } of botContextMembers(source)) {
        const [target] = call?.arguments ?? [];
        if (name !== 'setTriggerNextMessage' || target?.type !== 'Literal' || names.has(String(target.value))) continue;
        const meant = nearest(String(target.value), names);
        const reason = `${startOf(node).position}there is no interaction ${JSON.stringify(String(target.value))} to go on with.`;
        report({ place, reason, fix: meant === undefined ? 'Name an interaction of this bot.' : `Did you mean ${JSON.stringify(meant)}?` });
      }
    }
  },
});
