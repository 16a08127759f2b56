import type { Bot, Content, Node } from '@dragoman/core';

const mark = ' (edited by the kit)';

/** The bot with another text in the first node that says one; undefined where none does. */
export const editText = (bot: Bot): { readonly bot: Bot; readonly node: string; readonly mark: string } | undefined => {
  for (const [flowIndex, flow] of bot.flows.entries()) {
    for (const [nodeIndex, node] of flow.nodes.entries()) {
      const edited = edit(node);
      if (edited === undefined) continue;
      const nodes = flow.nodes.with(nodeIndex, edited);
      return { bot: { ...bot, flows: bot.flows.with(flowIndex, { ...flow, nodes }) }, node: node.id, mark };
    }
  }
  return undefined;
};

const edit = (node: Node): Node | undefined => {
  if (node.kind === 'question') return { ...node, text: `${node.text}${mark}` } as Node;
  if (node.kind !== 'message') return undefined;
  const content = node.content as readonly Content[];
  const index = content.findIndex(({ kind }) => kind === 'text');
  const text = content[index];
  return text?.kind === 'text' ? ({ ...node, content: content.with(index, { ...text, text: `${text.text}${mark}` }) } as Node) : undefined;
};
