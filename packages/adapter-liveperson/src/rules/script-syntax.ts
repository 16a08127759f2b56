import { defineRule } from '@dragoman/core';
import { checkSyntax } from '../scripts/syntax.ts';
import { livePersonScripts } from './liveperson-scripts.ts';
import { positionText } from './script-position.ts';

/** @see https://developers.liveperson.com/conversation-builder-scripting-functions-introduction.html */
export const scriptSyntax = defineRule({
  id: 'liveperson/script-syntax',
  severity: 'error',
  description: 'LivePerson runs scripts as ES5 of 2009: one that it cannot read does nothing.',
  check(bot, report) {
    for (const { source, place } of livePersonScripts(bot)) {
      const problem = checkSyntax(source);
      if (problem === undefined) continue;
      const { line, column, message } = problem;
      report({
        place,
        reason: `${positionText(line, column)}${message}`,
        fix: 'Write it in ES5: no let, const, arrows or template texts.',
      });
    }
  },
});
