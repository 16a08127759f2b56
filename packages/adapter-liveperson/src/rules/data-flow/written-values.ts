import {
  type Assignment,
  type Bot,
  formatPointer,
  isJsonObject,
  type Json,
  parseTemplate,
  type Reference,
  referencesOf,
} from '@dragoman/core';

/** A write of a rule or node to a variable of the bot. */
export interface WrittenValue {
  readonly name: string;
  /** JSON pointer. */
  readonly place: string;
  /** Whether the variable outlives the session. */
  readonly isKept: boolean;
  readonly references: readonly Reference[];
}

/** What rules, nodes and integrations write to variables of the bot. */
export const writtenValues = (bot: Bot): readonly WrittenValue[] => {
  const kept = new Set(bot.variables.flatMap(({ name, scope }) => (scope === 'contact' ? [name] : [])));
  const written = (assignments: readonly Assignment[], path: readonly (string | number)[]): readonly WrittenValue[] =>
    assignments.map(({ variable, value, scope }, index) => ({
      name: variable,
      place: formatPointer([...path, index]),
      isKept: scope === undefined ? kept.has(variable) : scope === 'contact',
      references: textsIn(value).flatMap((text) => referencesOf(parseTemplate(text).tree)),
    }));
  return [
    ...bot.integrations.flatMap(({ response }, index) =>
      response.fields.flatMap(({ name, to }, field): readonly WrittenValue[] => {
        if (to === undefined) return [];
        const place = formatPointer(['integrations', index, 'response', 'fields', field]);
        return [{ name: to, place, isKept: kept.has(to), references: [{ root: response.variable, segments: [{ name }] }] }];
      }),
    ),
    ...bot.flows.flatMap(({ nodes }, flow) =>
      nodes.flatMap((node, index) => {
        const path = ['flows', flow, 'nodes', index];
        return [
          ...node.routes.flatMap(({ set = [] }, route) => written(set, [...path, 'routes', route, 'set'])),
          ...(node.kind === 'assign' ? written(node.set as readonly Assignment[], [...path, 'set']) : []),
        ];
      }),
    ),
  ];
};

const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
};
