import type { Json } from '@dragoman/core';
import { expect, test } from 'vitest';
import { placeInside } from './place-inside.ts';

const responder: Json = {
  headers: [{ key: 'Accept', value: 'x' }],
  params: [
    { key: 'a b', value: '1' },
    { key: 'b', value: '2' },
  ],
};

const tiles = (...tileData: readonly Json[]): Json => ({ results: { tile: { tileData } } });

const rules: Json = {
  responseMatches: [
    { action: { value: 'next' } },
    { conditions: [{ matchType: 'PATTERN' }, { matchType: 'REGEX' }] },
    { conditions: [], contextConditions: [{ contextName: 'a' }] },
  ],
};

test.each<readonly [Parameters<typeof placeInside>[0], string, Json, string | undefined]>([
  ['bot', 'scripts globals', {}, 'globalFunctions methods'],
  ['bot', 'variables 0', {}, undefined],
  ['integration', 'url', responder, 'webhook'],
  ['integration', 'headers 0 value', responder, 'headers 0 value'],
  // One of them may have been left out.
  ['integration', 'query 1 value', responder, 'params'],
  ['integration', 'body json', responder, 'postBody'],
  ['integration', 'response transform', responder, 'transformResultsScript'],
  ['integration', 'response fields 0 path', responder, 'customDataFields'],
  ['integration', 'name', responder, undefined],
  ['node', 'hooks before', {}, 'preProcessMessage'],
  ['node', 'hooks onReply', {}, 'processUserResponse'],
  ['node', 'source', {}, 'preProcessMessage'],
  ['node', 'delayMs', {}, 'interactionDelay'],
  ['node', 'text', {}, 'content results tile tileData 0 text'],
  ['node', 'content 0 text', { content: tiles({ text: 'a' }) }, 'content results tile tileData 0 text'],
  ['node', 'content 0 cards 1 title', { content: tiles({}, { title: 'b' }) }, 'content results tile tileData 1 title'],
  ['node', 'content 0 cards 1 options 2 label', { content: tiles({}, {}) }, 'content results tile tileData 1 buttons 2 name'],
  ['node', 'content 0 cards', { content: tiles({}) }, 'content results tile tileData'],
  ['node', 'options 1 label', { quickReplies: [{}, {}] }, 'quickReplies 1'],
  ['node', 'options 1 label', { content: tiles({ buttons: [{}, {}] }) }, 'content results tile tileData 0 buttons 1'],
  [
    'node',
    'options 0',
    { content: tiles({ multipleChoice: { multipleChoices: ['a'] } }) },
    'content results tile tileData 0 multipleChoice multipleChoices 0',
  ],
  ['node', 'routes 0 when', rules, 'responseMatches 1 conditions'],
  ['node', 'routes 1 to', rules, 'responseMatches 1 action'],
  ['node', 'routes 2 if', rules, 'responseMatches 2 contextConditions'],
  ['node', 'routes 3 to', rules, 'responseMatches 0 action'],
  ['node', 'routes 4 to', rules, undefined],
  ['node', 'next', { responseMatches: [{}] }, 'responseMatches 0 action'],
  ['node', 'next', rules, undefined],
  ['node', 'name', rules, undefined],
  ['flow', 'triggers 0', {}, undefined],
])('%s: %s', (kind, path, fragment, expected) => {
  expect(placeInside(kind, path.split(' '), fragment)?.join(' ')).toBe(expected);
});
