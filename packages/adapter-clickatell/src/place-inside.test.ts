import type { Json } from '@dragoman/core';
import { expect, test } from 'vitest';
import { placeInside } from './place-inside.ts';

const input: Json = { type: 'Request Input', cancelInput: 'stop', validationPattern: 'a', results: [{ name: 'valid' }] };
const call: Json = {
  type: 'API Integration',
  results: [
    { name: '404' },
    { name: '200', neutral: 'success' },
    { name: '201', neutral: 'success' },
    { name: 'timeout', neutral: 'made' },
    { name: 'other' },
  ],
};

test.each<readonly [Parameters<typeof placeInside>[0], string, Json, string | undefined]>([
  ['bot', 'semantics sessionExpiringMs', {}, 'settings sessionTimeoutEvent'],
  ['bot', 'variables 0', {}, undefined],
  ['integration', 'url', {}, 'url'],
  ['integration', 'query 1 value', {}, 'query 1 value'],
  ['integration', 'headers 0', {}, 'headers 0 value'],
  ['integration', 'concurrency limit', {}, 'maxConnections'],
  ['integration', 'response outcome jsonpath', {}, 'elementValidation'],
  ['integration', 'response variable', {}, 'name'],
  ['integration', 'response rows', { baseElement: '$..a' }, 'baseElement'],
  ['integration', 'response rows', {}, 'neutral rows'],
  ['integration', 'credential', {}, undefined],
  ['node', 'text', { type: 'Menu' }, 'menuText'],
  ['node', 'content 0 text', { type: 'Text Display' }, 'text'],
  ['node', 'content 0 url', { type: 'Media' }, 'url'],
  ['node', 'options 1 label', { type: 'Menu' }, 'options 1 label'],
  ['node', 'set 2', { type: 'Set Variable' }, 'variables 2 value'],
  ['node', 'filter', { type: 'Dynamic List' }, 'filterBy'],
  ['node', 'integration', call, 'api'],
  ['node', 'next', {}, 'goTo'],
  ['node', 'routes 0 to', call, 'results 0 goTo'],
  ['node', 'routes 1', call, 'results 1'],
  ['node', 'routes 2 to', call, 'results 4 goTo'],
  ['node', 'routes 3', call, undefined],
  ['node', 'routes 0 when', input, 'cancelInput'],
  ['node', 'routes 1 to', input, 'results 0 goTo'],
  ['node', 'routes 1 to', { cases: [{}, {}] }, 'cases 1 goTo'],
  ['node', 'routes 2 to', { cases: [{}, {}] }, 'default'],
  ['node', 'routes 0 if', { comparison: '1 = 1' }, 'comparison'],
  ['node', 'name', {}, undefined],
  ['flow', 'triggers 1', { keywords: ['a', 'b'] }, 'keywords 1'],
  ['flow', 'triggers 1', { keywords: ['a'] }, undefined],
])('%s: %s', (kind, path, fragment, expected) => {
  expect(placeInside(kind, path.split(' '), fragment)?.join(' ')).toBe(expected);
});
