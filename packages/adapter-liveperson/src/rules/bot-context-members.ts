import type * as acorn from 'acorn';
import { programOf } from '../scripts/parse-es5.ts';
import { isBotContext } from './data-flow/script-flows.ts';
import { memberName, walkTree } from './data-flow/script-tree.ts';

/** A use of a function of `botContext`. */
export interface BotContextMember {
  readonly name: string;
  readonly node: acorn.MemberExpression;
  /** Absent where the function is named and not called. */
  readonly call?: acorn.CallExpression;
}

/** Every function of `botContext` that a script names, in the order of the source. */
export const botContextMembers = (source: string): readonly BotContextMember[] => {
  const program = programOf(source);
  const members: BotContextMember[] = [];
  const called = new Set<acorn.Node>();
  if (program === undefined) return [];
  const note = (node: acorn.MemberExpression, call?: acorn.CallExpression): void => {
    const name = memberName(node);
    if (name !== undefined && isBotContext(node.object)) members.push({ name, node, ...(call && { call }) });
  };
  walkTree(program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      called.add(node.callee);
      note(node.callee, node);
    }
    if (node.type === 'MemberExpression' && !called.has(node)) note(node);
    return true;
  });
  return members;
};
