import type { Capabilities, PlatformAdapter, Semantics } from '@dragoman/core';
import { type Fate, fateOf } from './carried-page-fates.ts';

/** The page that shows what carries over between platforms, from what their adapters declare and what becomes of small bots. */
export const carriedPage = (adapters: readonly PlatformAdapter[]): string =>
  [
    '# What carries over',
    '',
    'What becomes of each thing a bot may hold, on each platform. A test writes this page: it takes what the adapters declare, and',
    'translates a small bot for each thing. `dragoman translate` tells the same of a bot of yours, with the places.',
    '',
    '- **yes**: the platform has it.',
    '- **rewritten**: said with other things the platform has, and a consumer sees no difference.',
    '- **partly**: something of it is different there, and reported.',
    '- **no**: it is left out, and reported.',
    '',
    ...sections.flatMap((section) => sectionLines(section, adapters)),
    ...limitLines(adapters),
    ...behaviourLines(adapters),
    '## From one platform to another',
    '',
    'What a bot of the one may hold that the other does not have, and what it becomes. All else is carried as it is.',
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

export type ListField = {
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

const valuesOf = (field: ListField, adapters: readonly PlatformAdapter[]): readonly string[] => [
  // What only its platform knows is no row: each has its own.
  ...new Set(adapters.flatMap(({ capabilities }): readonly string[] => capabilities[field]).filter((value) => value !== 'platform')),
];

const sectionLines = ({ title, field, head }: Section, adapters: readonly PlatformAdapter[]): readonly string[] => {
  const rows = valuesOf(field, adapters).map((value) => [
    `\`${value}\``,
    ...adapters.map((adapter) => marks[fateOf(adapter, field, value).how]),
  ]);
  return rows.length === 0 ? [] : [`## ${title}`, '', ...table([head, ...namesOf(adapters)], rows), ''];
};

const marks: { readonly [H in Fate['how']]: string } = { same: 'yes', rewritten: 'rewritten', degraded: 'partly', dropped: 'no' };

const limitLines = (adapters: readonly PlatformAdapter[]): readonly string[] => [
  '## What consumers see',
  '',
  ...table(
    ['limit', ...namesOf(adapters)],
    [
      ['characters of a message', ...adapters.map(({ capabilities: { text } }) => limit(text.length))],
      ['options of a choice', ...adapters.map(({ capabilities: { choice } }) => (choice ? limit(choice.options) : none))],
      ['characters of an option', ...adapters.map(({ capabilities: { choice } }) => (choice ? limit(choice.labelLength) : none))],
      ['options from the rows of a response', ...adapters.map(({ capabilities: { choice } }) => mark(choice && choice.repeats !== false))],
      ['cards side by side', ...adapters.map(({ capabilities: { card } }) => (card ? limit(card.cards) : none))],
      ['rich messages of its own', ...adapters.map(({ capabilities: { rich } }) => mark(rich))],
    ],
  ),
  '',
];

const behaviourLines = (adapters: readonly PlatformAdapter[]): readonly string[] => [
  '## How bots behave',
  '',
  'By default, where policies of the adapter say nothing else. Where a difference can be seen and cannot be compiled away, it is reported.',
  '',
  ...table(
    ['behaviour', ...namesOf(adapters)],
    behaviours.map(([what, say]) => [what, ...adapters.map(({ semantics }) => say(semantics))]),
  ),
  '',
];

const behaviours: readonly (readonly [string, (semantics: Semantics) => string])[] = [
  ['who is asked for a message while a node waits', ({ dispatch }) => dispatch.map((stage) => `\`${stage}\``).join(', ')],
  ['who is asked while nothing waits', ({ dispatchIdle }) => dispatchIdle.map((stage) => `\`${stage}\``).join(', ')],
  [
    'a reply that no route takes',
    ({ unmatchedReply }) => (unmatchedReply === 'repeat' ? 'the node says its message again' : 'others are asked'),
  ],
  [
    'a flow that was interrupted',
    ({ resume }) => ({ repeat: 'says its message again', silent: 'goes on waiting', drop: 'is closed' })[resume],
  ],
  ['what a tap stores', ({ tapText }) => (tapText === 'label' ? 'the label' : 'the value, else the label')],
  ['what a typed text selects an option by', ({ optionMatch }) => optionMatch.join(', ')],
  ['values of variables', ({ values }) => (values === 'text' ? 'texts' : 'texts, numbers, booleans, lists')],
  ['statuses that are a success', ({ success }) => success.join(', ')],
  ['a call is given up after', ({ callDeadlineMs }) => `${callDeadlineMs / 1000} s`],
  ['a failed call is tried again', ({ callRetries }) => (callRetries === 0 ? 'never' : `${callRetries} times`)],
  ['a session ends after', ({ sessionLengthMs }) => `${sessionLengthMs / 60_000} min`],
];

const pairLines = (from: PlatformAdapter, to: PlatformAdapter): readonly string[] => {
  const differing = sections.flatMap(({ title, field }) =>
    (from.capabilities[field] as readonly string[]).map((value) => ({ title, value, ...fateOf(to, field, value) })),
  );
  const count = differing.filter(({ how }) => how === 'same').length;
  const group = (how: Fate['how'], words: string): readonly string[] => {
    const told = Map.groupBy(
      differing.filter((one) => one.how === how),
      ({ title, says }) => JSON.stringify([title, says]),
    );
    const lines = [...told.values()].map((same) => {
      const [first] = same;
      return `- ${first?.title}: ${same.map(({ value }) => `\`${value}\``).join(', ')}: ${first?.says}`;
    });
    return lines.length === 0 ? [] : [`**${words}**`, '', ...lines, ''];
  };
  return [
    `### ${from.displayName} → ${to.displayName}`,
    '',
    `As it is: ${count} of ${differing.length}.`,
    '',
    ...group('rewritten', 'Rewritten, with nothing lost'),
    ...group('degraded', 'Partly, and reported'),
    ...group('dropped', 'Left out, and reported'),
  ];
};

const namesOf = (adapters: readonly PlatformAdapter[]): readonly string[] => adapters.map(({ displayName }) => displayName);

const none = '–';

const mark = (isThere: boolean): string => (isThere ? 'yes' : none);

const limit = (count: number | undefined): string => (count === undefined ? 'no limit' : String(count));

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
