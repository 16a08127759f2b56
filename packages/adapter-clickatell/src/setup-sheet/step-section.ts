import type { ClickatellNode, KnownNode, NodeOf } from '../wire/node.ts';
import { isKnownNode } from '../wire/node.ts';
import { rowTable } from './api-section.ts';
import { code, table } from './markdown.ts';
import type { Sheet } from './sheet.ts';

/** How one step is set up, and where its outputs lead. */
export interface StepSection {
  readonly title: string;
  readonly fields: readonly string[];
  readonly rows: readonly string[];
  readonly connections: readonly string[];
}

export const stepSection = (node: ClickatellNode, following: string | undefined, sheet: Sheet): StepSection => {
  const { id, name = id, type, goTo } = node;
  const to = (one: Parameters<Sheet['leadsTo']>[0], fallback = following): string => sheet.leadsTo(one, fallback);
  const output = (what: string, one: Parameters<Sheet['leadsTo']>[0]): string => `${code(name)}, ${what}: ${to(one)}.`;
  const onward = (what = 'its output'): string => output(what, goTo);
  const base = { title: `### Step ${code(name)}`, rows: [] };
  const add = `Add the node ${code(type)}, and name it ${code(name)}.`;
  if (!isKnownNode(node)) {
    const fields = Object.entries(node).filter(([key]) => !['id', 'name', 'type', 'goTo', 'neutral', 'results'].includes(key));
    return {
      ...base,
      fields: [add, ...fields.map(([key, value]) => `${key}: ${code(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}.`)],
      connections: [onward()],
    };
  }
  return { ...base, ...sectionOf(node, { add, output, onward, sheet }) };
};

interface Words {
  readonly add: string;
  output(what: string, goTo: Parameters<Sheet['leadsTo']>[0]): string;
  onward(what?: string): string;
  readonly sheet: Sheet;
}

const sectionOf = (node: KnownNode, words: Words): Partial<StepSection> & Pick<StepSection, 'fields' | 'connections'> => {
  const { add, output, onward, sheet } = words;
  const { typed } = sheet;
  const results = (names: readonly { readonly name: string; readonly goTo?: NodeOf<'Menu'>['goTo'] }[]): readonly string[] =>
    names.map(({ name, goTo }) => output(name === '*' ? 'its output' : name, goTo));
  switch (node.type) {
    case 'Text Display':
      return { fields: [add, `Text: ${code(typed(node.text))}.`], connections: [onward()] };
    case 'Media':
      return {
        fields: [
          add,
          `Type: ${code(node.mediaType)}.`,
          `URL: ${code(typed(node.url))}.`,
          ...(node.caption === undefined ? [] : [`Caption: ${code(typed(node.caption))}.`]),
        ],
        connections: [onward()],
      };
    case 'Request Input':
      return inputSection(node, words);
    case 'Menu':
    case 'Multiple Choice Input':
      return choiceSection(node, words);
    case 'Dynamic List':
      return {
        fields: [
          add,
          `Menu Text: ${code(typed(node.menuText))}.`,
          `Pattern: ${code(node.pattern)}.`,
          ...(node.description === undefined ? [] : [`Description: ${code(node.description)}.`]),
          ...(node.customIndex === undefined ? [] : [`Custom index: ${code(node.customIndex)}.`]),
          ...(node.filterBy === undefined ? [] : [`Filter by: ${code(node.filterBy)}.`]),
          ...(node.exclude === undefined ? [] : [`Exclude: ${code(node.exclude)}.`]),
          `Enable Pagination: ${node.pagination === false ? 'off' : 'on'}.`,
          ...(node.variable === undefined ? [] : [`Variable: ${code(node.variable)}.`]),
        ],
        connections: [
          ...results(node.results ?? []),
          ...((node.results ?? []).some(({ name }) => name === 'chosen') ? [] : [onward('a chosen entry')]),
        ],
      };
    case 'API Integration':
      return apiStep(node, words);
    case 'Switch Case':
      if (node.cases.length === 0)
        return {
          fields: ['Leave this step out: connect what leads to it with where it leads.'],
          connections: [output('what leads to it', node.default ?? node.goTo)],
        };
      return {
        fields: [add, `Variable: ${code(typed(node.variable))}.`, ...node.cases.map(({ value }) => `Add the value ${code(value)}.`)],
        connections: [
          ...node.cases.map(({ value, goTo }) => output(`the value ${code(value)}`, goTo)),
          output('everything else', node.default ?? node.goTo),
        ],
      };
    case 'Calculate': {
      const said =
        node.comparison !== undefined
          ? `Comparison: ${code(typed(node.comparison))}.`
          : `Calculation: ${code(typed(node.calculation ?? node.script ?? ''))}.`;
      return {
        fields: [add, said],
        connections: [output('YES', node.yes ?? node.goTo), output('NO', node.no ?? node.goTo)],
      };
    }
    case 'Set Variable':
      return {
        fields:
          node.uuid !== undefined
            ? [add, `Variable: ${code(node.uuid)}, a new UUID.`]
            : [add, 'Set these variables, in this order; where the node takes one, add a node for each.'],
        rows:
          node.uuid !== undefined
            ? []
            : [
                table(
                  ['Variable', 'Value'],
                  (node.variables ?? []).map(({ name, value }) => [name, typeof value === 'string' ? typed(value) : JSON.stringify(value)]),
                ),
              ],
        connections: [onward('YES')],
      };
    case 'Wait for Callback':
      return {
        fields: [
          add,
          `Reference: ${code(typed(node.reference))}.`,
          ...(node.variable === undefined ? [] : [`What comes back is stored as ${code(node.variable)}.`]),
        ],
        connections: (node.results ?? []).length === 0 ? [onward('callback'), onward('timeout')] : results(node.results ?? []),
      };
    default:
      return { fields: [add], connections: results((node as NodeOf<'Chat Desk'>).results ?? []) };
  }
};

/** Texts that an input tells apart are a Switch Case behind it. */
const inputSection = (
  node: NodeOf<'Request Input'>,
  { add, output, onward, sheet: { typed } }: Words,
): Pick<StepSection, 'fields' | 'connections'> => {
  const results = node.results ?? [];
  const texts = results.flatMap(({ name, text, goTo }) => (name === 'is' && typeof text === 'string' ? [{ text, goTo }] : []));
  const variable = node.variable ?? 'input';
  const named = (name: string) => results.find((result) => result.name === name);
  const rest = named('*') ?? named('invalid');
  const switched = `Behind it add a ${code('Switch Case')} on ${code(`[[lower:${variable}]]`)}, with the values ${texts.map(({ text }) => code(text.toLowerCase())).join(', ')}, and lead the input to it.`;
  return {
    fields: [
      add,
      `Menu Text: ${code(typed(node.menuText))}.`,
      `Variable: ${code(variable)}.`,
      ...(node.validationPattern === undefined ? [] : [`Validation Pattern: ${code(node.validationPattern)}.`]),
      ...(node.cancelInput === undefined ? [] : [`Cancel Input: ${code(node.cancelInput)}.`]),
      `Sensitive: ${node.sensitive ? 'on' : 'off'}.`,
      ...(texts.length > 0 ? [switched] : []),
    ],
    connections: [
      ...(node.cancelInput === undefined ? [] : [output('Cancel Input', named('cancel')?.goTo ?? node.goTo)]),
      ...texts.map(({ text, goTo }) => output(`its Switch Case, ${code(text.toLowerCase())}`, goTo)),
      ...(texts.length > 0
        ? [output('its Switch Case, everything else', rest !== undefined ? rest.goTo : (node.goTo ?? { repeat: true }))]
        : []),
      ...(texts.length > 0
        ? []
        : [
            named('valid') !== undefined
              ? output('its output', named('valid')?.goTo)
              : rest !== undefined
                ? output('its output', rest.goTo)
                : onward(),
          ]),
      ...(named('valid') !== undefined && named('invalid') !== undefined
        ? [output('an input that does not fit', named('invalid')?.goTo)]
        : []),
    ],
  };
};

/** A Multiple Choice Input has one output: where its options lead apart, a Switch Case behind it tells them. */
const choiceSection = (
  node: NodeOf<'Menu'> | NodeOf<'Multiple Choice Input'>,
  { add, output, onward, sheet: { typed } }: Words,
): Pick<StepSection, 'fields' | 'connections'> => {
  const results = node.results ?? [];
  const variable = 'variable' in node && typeof node.variable === 'string' ? node.variable : undefined;
  const labelOf = (id: string): string => node.options.find((option) => option.id === id)?.label ?? id;
  const apart = results.flatMap(({ option, goTo }) => (option === undefined ? [] : [{ label: typed(labelOf(option)), goTo }]));
  const rest = results.find(({ name }) => name === '*');
  const invalid = results.find(({ name }) => name === 'default') ?? rest;
  const isSwitched = variable !== undefined && apart.length > 0;
  const others = node.options.filter(({ id }) => !results.some(({ option }) => option === id));
  const where = isSwitched ? 'its Switch Case, ' : '';
  return {
    fields: [
      add,
      `Menu Text: ${code(typed(node.menuText))}.`,
      ...(variable === undefined ? [] : [`Variable: ${code(variable)}.`]),
      ...node.options.map(({ label }) => `Add the option ${code(typed(label))}.`),
      ...(isSwitched
        ? [
            `Behind it add a ${code('Switch Case')} on ${code(`[[${variable}:value]]`)}, with each label below as a value, and lead the input to it.`,
          ]
        : []),
    ],
    connections: [
      ...apart.map(({ label, goTo }) => output(`${where}${code(label)}`, goTo)),
      ...(others.length === 0
        ? []
        : isSwitched || variable !== undefined
          ? [output(`${where}${isSwitched ? 'everything else' : 'its output'}`, (rest ?? node).goTo)]
          : others.map(({ label }) => output(code(typed(label)), (rest ?? node).goTo))),
      ...(invalid === undefined ? [] : [output('an invalid entry', invalid.goTo)]),
      ...(node.options.length === 0 ? [onward()] : []),
      ...results.flatMap(({ name, text, goTo }) =>
        name === 'is' && text !== undefined
          ? [`${output(`the typed text ${code(text)}`, goTo)} A menu has no output for it: make it an option.`]
          : [],
      ),
    ],
  };
};

const apiStep = (node: NodeOf<'API Integration'>, { add, output, sheet }: Words): Pick<StepSection, 'fields' | 'rows' | 'connections'> => {
  const { typed } = sheet;
  const api = sheet.document.apis.find(({ id }) => id === node.api);
  const query = [...(api?.query ?? []), ...(node.query ?? [])];
  const body = node.body ?? api?.body;
  const defaults = new Set(['other', 'error', 'timeout', 'max-connection']);
  const own = node.results.filter(({ name }) => !defaults.has(name));
  return {
    fields: [
      add,
      `API: ${code(api?.name ?? node.api)}.`,
      ...(node.headers === undefined || node.headers.length === 0
        ? ['Headers: none; those of the endpoint are sent.']
        : [`Headers: add ${node.headers.length}.`]),
      ...(query.length === 0 ? [] : [`Query parameters: add ${query.length}, in this order; keys may repeat.`]),
      ...(body === undefined
        ? []
        : [`Body: ${code(typed('json' in body && typeof body.json === 'string' ? body.json : String(body.text)))}.`]),
      ...own.map(({ name }) => `Add new result: ${code(name)}.`),
      'Leave the results `other`, `error`, `timeout` and `max-connection` as they are, in lower case.',
    ],
    rows: [rowTable(node.headers ?? [], typed), rowTable(query, typed)].filter((one) => one !== ''),
    connections: node.results.map(({ name, goTo }) => output(`the result ${code(name)}`, goTo)),
  };
};
