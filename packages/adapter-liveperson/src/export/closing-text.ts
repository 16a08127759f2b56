import type { NodeView } from './export-view.ts';

/**
 * The text that ends the conversation, for a node that does nothing else: bots of the platform end with one. Where the
 * text and the next action both tell of the end, an edit of either shows.
 *
 * @see https://developers.liveperson.com/conversation-builder-dialogs-dialog-basics.html
 */
export const closingText = (node: NodeView): string | undefined => {
  if (node.kind !== 'message' || node.routes.length > 0 || typeof node.next !== 'object' || !('end' in node.next)) return undefined;
  const { next, content } = node;
  const [only, ...others] = content;
  const isEmpty = others.length === 0 && (only === undefined || (only.kind === 'text' && only.text === ''));
  if (next.end !== 'conversation' || !isEmpty) return undefined;
  return next.survey ? 'LP_CLOSEDIALOG' : 'LP_CLOSECONVERSATION';
};
