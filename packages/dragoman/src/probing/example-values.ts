import {
  type Bot,
  botSites,
  type HttpIntegration,
  type JsonObject,
  parseReference,
  parseTemplate,
  type Reference,
  reservedRoots,
} from '@dragoman/core';

export interface ExampleValues {
  readonly values: JsonObject;
  /** Variables the integration reads of which nobody said what they hold. */
  readonly missing: readonly string[];
}

/** What the variables hold that an integration reads: what was given, else the example of the variable, else what it starts with. */
export const exampleValues = (bot: Bot, integration: HttpIntegration, given: JsonObject): ExampleValues => {
  const declared = new Map(bot.variables.map((variable) => [variable.name, variable]));
  const values: { [name: string]: JsonObject[string] } = {};
  const missing: string[] = [];
  for (const name of namesReadBy(bot, integration)) {
    const { example, initial } = declared.get(name) ?? {};
    const value = given[name] ?? example ?? initial;
    if (value === undefined) missing.push(name);
    else values[name] = value;
  }
  return { values: { ...values, ...given }, missing };
};

const namesReadBy = (bot: Bot, integration: HttpIntegration): readonly string[] => {
  const credentials = bot.credentials.filter(({ id }) => id === integration.credential);
  const { template, read } = botSites({ ...bot, flows: [], variables: [], credentials, integrations: [integration] });
  const references = [
    ...template.flatMap(({ text }) =>
      parseTemplate(text).tree.flatMap((part) => (part.kind === 'placeholder' ? allOf(part.reference) : [])),
    ),
    ...read.flatMap(({ text }) => allOf(parseReference(text) ?? { root: text, segments: [] })),
  ];
  return [...new Set(references.flatMap(variableOf))];
};

/** A reference, and those inside it. */
const allOf = (reference: Reference): readonly Reference[] => [
  reference,
  ...reference.segments.flatMap((segment) => ('computed' in segment ? allOf(segment.computed) : [])),
];

const variableOf = ({ root, segments: [first] }: Reference): readonly string[] => {
  if (root === 'var') return first !== undefined && 'name' in first ? [first.name] : [];
  return reservedRoots.some((word) => word === root) ? [] : [root];
};
