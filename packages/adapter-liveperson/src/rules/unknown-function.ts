import { defineRule, nearest } from '@dragoman/core';
import { botContextFunctions } from '../scripts/bot-context-functions.ts';
import { botContextMembers } from './bot-context-members.ts';
import { livePersonScripts } from './liveperson-scripts.ts';
import { startOf } from './script-position.ts';

/** @see https://developers.liveperson.com/conversation-builder-scripting-functions-functions-list.html */
export const unknownFunction = defineRule({
  id: 'liveperson/unknown-function',
  severity: 'warning',
  description: 'A script that calls what botContext does not have stops there, and what it did is lost.',
  check(bot, report) {
    const known = new Map(botContextFunctions.map((described) => [described.name, described]));
    for (const { source, place } of livePersonScripts(bot)) {
      for (const { name, node, call } of botContextMembers(source)) {
        const { position } = startOf(node);
        const described = known.get(name);
        if (described === undefined) {
          const meant = nearest(name, known.keys());
          const fix = meant === undefined ? 'Look it up in the list of scripting functions.' : `Did you mean ${meant}?`;
          report({ place, reason: `${position}botContext has no function ${name}.`, fix });
          continue;
        }
        const [fewest, most] = described.arity;
        const count = call?.arguments.length ?? fewest;
        if (count >= fewest && count <= most) continue;
        const takes = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
        report({ place, reason: `${position}${name} takes ${takes} arguments, and is given ${count}.`, fix: 'Give it what it takes.' });
      }
    }
  },
});
