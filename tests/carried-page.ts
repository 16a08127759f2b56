import { type Capabilities, neutralCapabilities, type PlatformAdapter } from '@dragoman/core';

/** The page that shows what carries over between platforms, from what their adapters declare. */
export const carriedPage = (adapters: readonly PlatformAdapter[]): string =>
  [
    '# What carries over',
    '',
    'What each platform can carry, as its adapter declares it; a test writes this page. A translation rewrites what the other',
    'platform does not have into what it has: a list becomes a numbered question, a condition becomes a script. What no rewrite',
    'can save is reported with its place. `dragoman translate` tells it for a bot of yours.',
    '',
    ...sections.flatMap((section) => sectionLines(section, adapters)),
    ...limitLines(adapters),
    '## From one platform to another',
    '',
    'What a bot of the one may hold that the other does not have.',
    '',
    ...adapters.flatMap((from) => adapters.filter((to) => to !== from).flatMap((to) => pairLines(from, to))),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');

interface Section {
  readonly title: string;
  readonly field: ListField;
  /** What it is a table of, as the head of its first column. */
  readonly head: string;
}

type ListField = {
  [F in keyof Capabilities]: Capabilities[F] extends readonly string[] ? F : never;
}[keyof Capabilities];

const sections: readonly Section[] = [
  { title: 'Nodes', field: 'nodes', head: 'kind' },
  { title: 'What starts a flow', field: 'triggers', head: 'trigger' },
  { title: 'Where routes lead', field: 'targets', head: 'target' },
  { title: 'How calls end', field: 'outcomes', head: 'outcome' },
  { title: 'What replies are told apart by', field: 'replies', head: 'match' },
  { title: 'What routes do', field: 'routes', head: 'part' },
  { title: 'Conditions', field: 'conditions', head: 'operator' },
  { title: 'Questions', field: 'questionFields', head: 'field' },
  { title: 'Scripts around a node', field: 'hooks', head: 'hook' },
  { title: 'Languages of scripts', field: 'scripts', head: 'dialect' },
  { title: 'Methods', field: 'methods', head: 'method' },
  { title: 'Requests', field: 'request', head: 'part' },
  { title: 'Credentials', field: 'credentials', head: 'kind' },
  { title: 'Calls', field: 'call', head: 'setting' },
  { title: 'Responses', field: 'response', head: 'part' },
  { title: 'What templates read', field: 'reads', head: 'placeholder' },
  { title: 'How long variables live', field: 'scopes', head: 'scope' },
  { title: 'Pictures and files', field: 'media', head: 'type' },
];

const valuesOf = (field: ListField, adapters: readonly PlatformAdapter[]): readonly string[] => {
  const known: readonly string[] = neutralCapabilities[field];
  const own = adapters.flatMap(({ capabilities }): readonly string[] => capabilities[field]);
  return [...new Set([...known, ...own])].filter((value) => own.includes(value));
};

const sectionLines = ({ title, field, head }: Section, adapters: readonly PlatformAdapter[]): readonly string[] => {
  const rows = valuesOf(field, adapters).map((value) => [
    `\`${value}\``,
    ...adapters.map(({ capabilities }) => mark((capabilities[field] as readonly string[]).includes(value))),
  ]);
  return rows.length === 0 ? [] : [`## ${title}`, '', ...table([head, ...namesOf(adapters)], rows), ''];
};

const limitLines = (adapters: readonly PlatformAdapter[]): readonly string[] => [
  '## What consumers see',
  '',
  ...table(
    ['limit', ...namesOf(adapters)],
    [
      ['characters of a message', ...adapters.map(({ capabilities: { text } }) => limit(text.length))],
      ['options of a choice', ...adapters.map(({ capabilities: { choice } }) => (choice ? limit(choice.options) : mark(false)))],
      ['characters of an option', ...adapters.map(({ capabilities: { choice } }) => (choice ? limit(choice.labelLength) : mark(false)))],
      ['rows of a list', ...adapters.map(({ capabilities: { list } }) => (list ? limit(list.rows) : mark(false)))],
      ['cards side by side', ...adapters.map(({ capabilities: { card } }) => (card ? limit(card.cards) : mark(false)))],
      ['rich messages of its own', ...adapters.map(({ capabilities: { rich } }) => mark(rich))],
    ],
  ),
  '',
];

const pairLines = (from: PlatformAdapter, to: PlatformAdapter): readonly string[] => {
  const missing = sections.flatMap(({ title, field }) => {
    const there: readonly string[] = to.capabilities[field];
    const lost = (from.capabilities[field] as readonly string[]).filter((value) => !there.includes(value));
    return lost.length === 0 ? [] : [`- ${title}: ${lost.map((value) => `\`${value}\``).join(', ')}`];
  });
  return [`### ${from.displayName} → ${to.displayName}`, '', ...(missing.length === 0 ? ['Nothing.'] : missing), ''];
};

const namesOf = (adapters: readonly PlatformAdapter[]): readonly string[] => adapters.map(({ displayName }) => displayName);

const mark = (isThere: boolean): string => (isThere ? 'yes' : '–');

const limit = (count: number | undefined): string => (count === undefined ? 'no limit' : String(count));

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
