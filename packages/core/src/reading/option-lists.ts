import type { Option } from '../document/content.ts';
import type { Node } from '../document/node.ts';
import type { Path } from './finding.ts';
import { isCoreNode } from './node-sites.ts';

/** The options a node shows, list by list (each card has its own), with the path from the node. */
export const optionLists = (node: Node): readonly { readonly path: Path; readonly options: readonly Option[] }[] => {
  if (!isCoreNode(node)) return [];
  if (node.kind === 'choice') return [{ path: ['options'], options: node.options }];
  if (node.kind !== 'message') return [];
  return node.content.flatMap((content, index) => {
    const path = ['content', index];
    if (content.kind === 'card') return [{ path: [...path, 'options'], options: content.options }];
    if (content.kind !== 'cards') return [];
    return content.cards.map(({ options }, card) => ({ path: [...path, 'cards', card, 'options'], options }));
  });
};
