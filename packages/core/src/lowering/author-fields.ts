import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Hooks, Node, PluginNode } from '../document/node.ts';
import { mayWait } from './goes-on.ts';

/**
 * Puts what the author said of a plugin's node on the nodes it is made of: what comes before it on the first of them,
 * what has to do with waiting on the one that waits, else on the first too.
 */
export const withAuthorFields = (
  nodes: readonly Node[],
  author: PluginNode,
): { readonly nodes: readonly Node[]; readonly findings: readonly TranslationFinding[] } => {
  const findings: TranslationFinding[] = [];
  const waiting = Math.max(0, nodes.findIndex(mayWait));
  const addHook = (node: Node, name: keyof Hooks): Node => {
    const script = author.hooks?.[name];
    if (script === undefined) return node;
    if (node.hooks?.[name] === undefined) return { ...node, hooks: { ...node.hooks, [name]: script } };
    const reason = `What the node is made of has a script \`${name}\` of its own, so the node's does not run.`;
    findings.push({ code: 'hook-lost', loss: 'dropped', at: script, reason });
    return node;
  };
  const withFirst = nodes.map((node, index): Node => {
    if (index !== 0) return node;
    const { delayMs, platformOptions } = author;
    const delayed = delayMs === undefined ? node : { ...node, delayMs: delayMs + (node.delayMs ?? 0) };
    const hooked = addHook(delayed, 'before');
    return platformOptions === undefined ? hooked : { ...hooked, platformOptions: { ...hooked.platformOptions, ...platformOptions } };
  });
  const placed = withFirst.map((node, index): Node => {
    if (index !== waiting) return node;
    const hooked = addHook(addHook(node, 'after'), 'onReply');
    return author.waits === undefined ? hooked : { ...hooked, waits: author.waits };
  });
  return { nodes: placed, findings };
};
