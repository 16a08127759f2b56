import type { Node } from '../../document/node.ts';
import { isCoreNode } from '../../reading/node-sites.ts';

/** Whether a waiting node takes every reply, whatever its conditions say, so that nothing else is ever asked. */
export const takesAnyReply = (node: Node): boolean => {
  // A kind of a plugin judges replies itself.
  if (!isCoreNode(node)) return true;
  if (node.routes.some(({ when, if: condition }) => condition === undefined && (when === undefined || isNoMatch(when)))) return true;
  if (node.kind === 'question' && node.retryText !== undefined) return true;
  return node.kind !== 'choice' && node.kind !== 'list' && (node.routes.length === 0 || node.next !== undefined);
};

export const isNoMatch = (when: object | undefined): boolean => when !== undefined && 'outcome' in when && when.outcome === 'no-match';
