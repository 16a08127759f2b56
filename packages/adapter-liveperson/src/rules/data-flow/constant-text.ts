import type * as acorn from 'acorn';
import { bindingOf, type Scope } from './scopes.ts';

/** What is known of the text of an expression: all of it, or how it begins. */
export interface KnownText {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Follows variables that are given one value only, and texts put together of parts. */
export const constantText = (expression: acorn.Node | undefined, scope: Scope, depth = 0): KnownText => {
  const node = expression as acorn.AnyNode | undefined;
  if (node === undefined || depth > deepest) return unknown;
  if (node.type === 'Literal') return { text: String(node.value), isWhole: true };
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const left = constantText(node.left, scope, depth + 1);
    if (!left.isWhole) return left;
    const right = constantText(node.right, scope, depth + 1);
    return { text: left.text + right.text, isWhole: right.isWhole };
  }
  if (node.type !== 'Identifier') return unknown;
  const { values } = bindingOf(scope, node.name);
  return values.length === 1 ? constantText(values[0], scope, depth + 1) : unknown;
};

const unknown: KnownText = { text: '', isWhole: false };
const deepest = 20;
