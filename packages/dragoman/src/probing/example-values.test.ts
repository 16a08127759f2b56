import { type IntegrationInput, normaliseBot, type VariableInput } from '@dragoman/core';
import { expect, test } from 'vitest';
import { exampleValues } from './example-values.ts';

const bot = (integration: object, variables: readonly VariableInput[] = []) =>
  normaliseBot({
    id: 'b',
    variables,
    credentials: [{ id: 'shop', kind: 'consumer-token', fields: { variable: 'login' } }],
    integrations: [
      { id: 'i', method: 'POST', url: 'https://shop.example', response: { variable: 'order' }, ...integration } as IntegrationInput,
    ],
    flows: [],
  });
const valuesOf = (integration: object, variables: readonly VariableInput[], given = {}) => {
  const made = bot(integration, variables);
  const [first] = made.integrations;
  if (first?.kind !== 'http') throw new TypeError('the bot has one integration');
  return exampleValues(made, first, given);
};

test('what was given goes before the example, and the example before what a variable begins with', () => {
  const url = 'https://shop.example/{{a}}/{{b}}/{{c}}';
  const variables = ['a', 'b', 'c'].map((name) => ({ name, example: 'example', initial: 'initial' }));
  const [a, b, { example: _, ...c }] = variables as [VariableInput, VariableInput, VariableInput];
  expect(valuesOf({ url }, [a, b, c], { a: 'given' })).toEqual({ values: { a: 'given', b: 'example', c: 'initial' }, missing: [] });
});

test('all that an integration reads is looked for, once, also what stands inside something else', () => {
  const integration = {
    url: 'https://shop.example/{{a}}',
    query: [{ name: 'q', value: '{{a}} {{list[{{b}}].id}}' }],
    headers: [{ name: 'x', value: '{{var["sign up date"]}} {{secret.KEY}} {{env.HOME}} {{user.id}}' }],
    body: { json: '{"c": "{{c.d}}"}' },
    credential: 'shop',
  };
  const { values, missing } = valuesOf(integration, []);
  expect(values).toEqual({});
  expect(missing.toSorted()).toEqual(['a', 'b', 'c', 'list', 'login', 'sign up date']);
});
