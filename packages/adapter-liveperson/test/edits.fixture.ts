import { type Edit, editsOf } from '@dragoman/conformance';
import type { Bot, Card, Content, Integration, Node, Option } from '@dragoman/core';

/** Every element of a bot that can be edited on its own, each with a change to it; the second list changes what is where. */
export const elementEdits = (bot: Bot): readonly Edit[] => [
  ...editsOf(bot),
  ...nodesOf(bot).flatMap(ofNode),
  ...bot.integrations.flatMap(ofIntegration),
];

export const structureEdits = (bot: Bot): readonly Edit[] =>
  nodesOf(bot).flatMap(({ id, name, kind }) => [
    { what: `the name of ${id}`, apply: changingNode(id, (node) => ({ ...node, name: `${name} edited` })) },
    {
      what: `a node behind ${id}`,
      apply: (one) => mapNodes(one, (node) => (node.id === id ? [node, { ...added, id: `${id}-more`, name: `${name} more` }] : [node])),
    },
    ...(kind === 'start' || isNamed(bot, id)
      ? []
      : [{ what: `${id}, taken out`, apply: (one: Bot) => mapNodes(one, (node) => (node.id === id ? [] : [node])) }]),
  ]);

/** What others lead to cannot be taken out alone. */
const isNamed = (bot: Bot, id: string): boolean => JSON.stringify(bot.flows).includes(`"node":${JSON.stringify(id)}`);

const added: Node = { id: 'more', name: 'more', kind: 'message', content: [{ kind: 'text', text: 'One more.' }], routes: [] };

const nodesOf = (bot: Bot): readonly Node[] => bot.flows.flatMap(({ nodes }) => nodes);

const ofNode = (node: Node): readonly Edit[] => {
  const edit = (what: string, change: (one: Node) => object): Edit => ({
    what: `the ${what} of ${node.id}`,
    apply: changingNode(node.id, change),
  });
  const content = node.kind === 'message' ? (node.content as readonly Content[]) : [];
  return [
    // A script that waits is an interaction with code.
    ...(node.kind === 'script' ? [] : [edit('delay', (one) => ({ ...one, delayMs: (one.delayMs ?? 0) + 100 }))]),
    ...(['before', 'after', 'onReply'] as const).flatMap((hook) =>
      node.hooks?.[hook] === undefined
        ? []
        : [
            edit(hook, (one) => ({
              ...one,
              hooks: { ...one.hooks, [hook]: { ...one.hooks?.[hook], source: `${one.hooks?.[hook]?.source}\n// edited` } },
            })),
          ],
    ),
    ...(node.kind === 'choice' ? (node.options as readonly Option[]) : []).map((option, index) =>
      edit(`option ${option.id}`, (one) => ({
        ...one,
        options: (one as { options: readonly Option[] }).options.with(index, { ...option, label: `${option.label} edited` }),
      })),
    ),
    ...content.flatMap((shown, index) =>
      shown.kind === 'card' && shown.title !== undefined
        ? [edit('title', (one) => ({ ...one, content: (one as { content: readonly Content[] }).content.with(index, edited(shown)) }))]
        : [],
    ),
    ...node.routes.flatMap((route, index) =>
      route.say === undefined
        ? []
        : [edit(`say ${index}`, (one) => ({ ...one, routes: one.routes.with(index, { ...route, say: `${route.say} edited` }) }))],
    ),
    ...(node.kind === 'handoff' && typeof node.message === 'string'
      ? [edit('message', (one) => ({ ...one, message: `${node.message} edited` }))]
      : []),
  ];
};

const edited = <C extends Card>(card: C): C => ({ ...card, title: `${card.title} edited` });

const ofIntegration = (integration: Integration): readonly Edit[] => {
  const edit = (what: string, change: (one: Integration) => Integration): Edit => ({
    what: `the ${what} of ${integration.id}`,
    apply: (bot) => ({ ...bot, integrations: bot.integrations.map((one) => (one.id === integration.id ? change(one) : one)) }),
  });
  if (integration.kind !== 'http') return [];
  const { transform } = integration.response;
  return [
    ...(['query', 'headers'] as const).flatMap((rows) =>
      integration[rows].map((row, index) =>
        edit(`${rows} ${index}`, (one) =>
          one.kind === 'http' ? { ...one, [rows]: one[rows].with(index, { ...row, value: `${row.value}x` }) } : one,
        ),
      ),
    ),
    edit('further header', (one) =>
      one.kind === 'http' ? { ...one, headers: [...one.headers, { name: 'x-edited', value: 'yes' }] } : one,
    ),
    ...(transform === undefined
      ? []
      : [
          edit('transform', (one) => ({
            ...one,
            response: { ...one.response, transform: { ...transform, source: `${transform.source}\n// edited` } },
          })),
        ]),
  ];
};

const changingNode =
  (id: string, change: (node: Node) => object) =>
  (bot: Bot): Bot =>
    mapNodes(bot, (node) => [node.id === id ? (change(node) as Node) : node]);

const mapNodes = (bot: Bot, change: (node: Node) => readonly Node[]): Bot => ({
  ...bot,
  flows: bot.flows.map((flow) => ({ ...flow, nodes: flow.nodes.flatMap(change) })),
});
