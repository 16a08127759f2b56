import { normaliseBot, type ResponseInput, type VariableInput } from '@dragoman/core';
import { expect, test } from 'vitest';
import { sampleOf } from './sample-of.ts';

const mark = '«[redacted]»';
const body = {
  owner: { iban: 'NL91', age: 44, isNew: true, note: null },
  again: ['NL91', 'x', 1, 2],
  rows: [{ iban: 'a' }, { iban: 'b' }],
};
const keep = (response: Omit<ResponseInput, 'variable'>, variables: readonly VariableInput[]) => {
  const bot = normaliseBot({
    id: 'b',
    variables,
    integrations: [{ id: 'i', method: 'GET', url: 'https://shop.example', response: { variable: 'order', ...response } }],
    flows: [],
  });
  const [integration] = bot.integrations;
  if (integration?.kind !== 'http') throw new TypeError('the bot has one integration');
  return sampleOf(body, bot, integration);
};
const hidden = [{ name: 'iban', sensitive: true }];

test('a list is kept to its first entries', () => {
  expect(keep({}, [])).toEqual({ ...body, again: ['NL91', 'x', 1] });
});

test('what goes to a sensitive variable is hidden wherever it stands, with all that is in it', () => {
  const sample = { ...body, owner: { ...body.owner, iban: mark }, again: [mark, 'x', 1] };
  expect(keep({ fields: [{ name: 'iban', path: '$.owner.iban', to: 'iban' }] }, hidden)).toEqual(sample);
  expect(keep({ fields: [{ name: 'iban', path: '$.owner', to: 'iban' }] }, hidden)).toEqual({
    ...sample,
    owner: { iban: mark, age: mark, isNew: true, note: null },
  });
});

const allHidden = {
  owner: { iban: mark, age: mark, isNew: true, note: null },
  again: [mark, mark, mark],
  rows: [{ iban: mark }, { iban: mark }],
};

test('a value of each row that is sensitive hides every value', () => {
  const fields = [{ name: 'iban', path: '$.iban', perRow: true, to: 'iban' }];
  expect(keep({ rows: '$.rows[*]', fields }, hidden)).toEqual(allHidden);
});

test('of a response that is sensitive as a whole nothing but its form is kept', () => {
  expect(keep({}, [{ name: 'order', sensitive: true }])).toEqual({ ...allHidden, again: [mark, mark, mark, mark] });
});
