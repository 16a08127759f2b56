import type { Bot, Content, Integration, Node } from '@dragoman/core';

/** A change to one element of a bot, to what it says and nothing else. */
export interface Edit {
  readonly what: string;
  apply(bot: Bot): Bot;
}

const addition = ' – edited';

/** Every element of a bot that says something, each with a change to it. */
export const editsOf = (bot: Bot): readonly Edit[] => [
  ...bot.flows.flatMap(({ nodes }) =>
    nodes.flatMap((node): readonly Edit[] =>
      editNode(node) === node ? [] : [{ what: `the node ${node.id}`, apply: (one) => withNode(one, node.id) }],
    ),
  ),
  ...bot.integrations.flatMap((integration): readonly Edit[] =>
    integration.kind === 'http' && isUsed(bot, integration.id)
      ? [{ what: `the integration ${integration.id}`, apply: (one) => withIntegration(one, integration.id) }]
      : [],
  ),
];

const editNode = (node: Node): Node => {
  if (node.kind === 'question' || node.kind === 'choice') return { ...node, text: `${String(node.text)}${addition}` } as Node;
  if (node.kind !== 'message') return node;
  const content = node.content as readonly Content[];
  const index = content.findIndex(({ kind }) => kind === 'text');
  const text = content[index];
  return text?.kind === 'text' ? ({ ...node, content: content.with(index, { ...text, text: `${text.text}${addition}` }) } as Node) : node;
};

const withNode = (bot: Bot, id: string): Bot => ({
  ...bot,
  flows: bot.flows.map((flow) => ({ ...flow, nodes: flow.nodes.map((node) => (node.id === id ? editNode(node) : node)) })),
});

const withIntegration = (bot: Bot, id: string): Bot => ({
  ...bot,
  integrations: bot.integrations.map(
    (integration): Integration =>
      integration.id === id && integration.kind === 'http' ? { ...integration, url: `${integration.url}/edited` } : integration,
  ),
});

const isUsed = (bot: Bot, id: string): boolean =>
  bot.flows.some(({ nodes }) => nodes.some((node) => node.kind === 'api' && node.integration === id));
