import {
  type Bot,
  type BotInput,
  defineBot,
  defineIntegration,
  type FlowInput,
  type IntegrationInput,
  type Json,
  type JsonObject,
  type NodeInput,
  type PredicateInput,
  type RouteInput,
  type TargetInput,
  type VariableInput,
} from '@dragoman/core';

// What is put together at run time is no error here: the compiler does not know the names.

declare const text: string;
declare const isOpen: boolean;
declare const json: Json;
declare const jsonObject: JsonObject;
declare const target: TargetInput;
declare const predicate: PredicateInput;
declare const routes: readonly RouteInput[];
declare const integration: IntegrationInput;
declare const variables: readonly VariableInput[];
declare const flow: FlowInput;
declare const nodes: readonly NodeInput[];
declare const input: BotInput;
declare const long: Bot;

type Tree = string | readonly Tree[] | { readonly [name: string]: Tree };
declare const tree: { readonly [name: string]: Tree };

export const fromInput = defineBot(input);
export const fromLong = defineBot(long);
export const fromFlows = defineBot({ id: text, variables, integrations: [integration], flows: [flow, { id: 'own', nodes }] });

// Ids that are only text allow any target and any name.
export const textIds = defineBot({
  id: 'text-ids',
  flows: [
    {
      id: 'a',
      nodes: [
        ...['a', 'b'].map((id) => ({ id, kind: 'question' as const, text: `And {{${id}}}?`, variable: id })),
        { id: 'last', kind: 'message', text: '{{anything}}', next: 'anywhere' },
        { id: 'lost', kind: 'message', text: 'Lost.', next: { node: 'anywhere' } },
      ],
    },
    { id: 'b', nodes: ['c', 'd'].map((id) => ({ id, kind: 'message', text: 'c', next: 'a' })) },
  ],
});

// Patterns allow what fits them.
const step = (index: number) => ({
  id: `step-${index}` as const,
  kind: 'message' as const,
  text: `${index}`,
  next: `step-${index + 1}` as const,
});
export const patternIds = defineBot({
  id: 'pattern-ids',
  flows: [{ id: 'a', nodes: [step(0), step(1), { id: 'more', kind: 'jump', to: 'step-1' }] }],
});

// A generic function keeps ids known.
const ask = <const Id extends string>(id: Id) => ({ id, kind: 'question', text: `What is your ${id}?`, variable: id }) as const;
const lookUp = defineIntegration({ id: 'look-up', method: 'GET', url: text, response: { variable: text } });
export const parts = defineBot({
  id: 'parts',
  integrations: [lookUp],
  flows: [
    {
      id: 'parts',
      nodes: [
        ask('name'),
        ask('town'),
        {
          id: 'decide',
          kind: 'condition',
          routes: [{ if: predicate, to: target }, { if: { all: [predicate] }, to: isOpen ? 'name' : 'town' }, ...routes],
        },
        { id: 'call', kind: 'api', integration: text, body: { json: jsonObject }, next: { flow: text } },
        { id: 'call-again', kind: 'api', integration: 'look-up', body: { json: { tree, json, list: [json] } } },
        { id: 'write', kind: 'assign', set: [{ variable: text, value: json }] },
        { id: 'say', kind: 'message', text: `Hello {{name}} of {{town}}, {{${text}}}, {{anything}}.` },
      ],
    },
  ],
});

// Scripts and parts of a platform may set variables nobody sees here.
export const scripted = defineBot({
  id: 'scripted',
  flows: [
    {
      id: 'main',
      nodes: [
        { id: 'compute', kind: 'script', dialect: 'es5', source: "set('total', 3)" },
        { id: 'tell', kind: 'message', text: '{{total}}' },
      ],
    },
  ],
});
export const hooked = defineBot({
  id: 'hooked',
  flows: [
    {
      id: 'main',
      nodes: [{ id: 'tell', kind: 'message', text: '{{total}}', hooks: { before: { dialect: 'es5', source: "set('total', 3)" } } }],
    },
  ],
});
export const initialised = defineBot({
  id: 'initialised',
  scripts: { init: { dialect: 'es5', source: "set('total', 3)" } },
  flows: [{ id: 'main', nodes: [{ id: 'tell', kind: 'message', text: '{{total}}' }] }],
});
export const carried = defineBot({
  id: 'carried',
  flows: [
    {
      id: 'main',
      nodes: [
        { id: 'theirs', kind: 'platform', adapter: 'acme', raw: { text: 'Not {{ours}}' }, routes: [{ when: 'whatever', to: 'tell' }] },
        { id: 'tell', kind: 'message', text: '{{total}}' },
      ],
    },
  ],
});
