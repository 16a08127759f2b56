import { importBot, isDragomanError } from '@dragoman/core';
import { expect, test } from 'vitest';
import { createClickatellAdapter } from '../src/adapter.ts';
import { endpoint } from './talk.fixture.ts';

const document = (more: object): object => ({ clickatell: 1, apis: [endpoint], workflows: [], ...more });
const withApi = (fields: object): object => document({ apis: [{ ...endpoint, ...fields }] });
const withNode = (node: unknown): object => document({ workflows: [{ id: 'main', nodes: [node] }] });
const call = { id: 'call', type: 'API Integration', api: 'example' };

const refusal = (read: unknown): string => {
  try {
    importBot(createClickatellAdapter(), read);
  } catch (error) {
    if (isDragomanError(error) && error.code === 'validation') return error.message;
    throw error;
  }
  return 'read';
};

test.each<readonly [string, unknown, string]>([
  ['nothing', '', 'Line 1, column 1'],
  ['the half of one', '{\n  "clickatell": 1,\n  "apis": [', 'Line 3, column'],
  ['a list', [], 'expected object'],
  ['another version', document({ clickatell: 2 }), '/clickatell: Only version 1 of this format can be read.'],
  ['no endpoints', document({ apis: undefined }), '/apis: '],
  ['workflows that are no list', document({ workflows: {} }), '/workflows: '],
  ['a method that Chat Flow has not', withApi({ method: 'PATCH' }), '/apis/0/method: Use GET, POST, PUT or DELETE'],
  ['no element validation', withApi({ elementValidation: undefined }), '/apis/0/elementValidation: Element validation is compulsory.'],
  ['a step that is none', withNode(null), '/workflows/0/nodes/0: '],
  ['a call without results', withNode(call), '/workflows/0/nodes/0/results: List the results'],
  ['a code that is no text', withNode({ ...call, results: [{ name: 404 }] }), '/results/0/name: The name of a result is a text'],
  ['a link that is a text', withNode({ id: 'a', type: 'OTP Menu', goTo: 'b' }), '/workflows/0/nodes/0/goTo: This leads nowhere.'],
])('a document with %s is refused, with its place', (_what, read, told) => {
  expect(refusal(read)).toContain(told);
});
