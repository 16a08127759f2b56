import type * as acorn from 'acorn';

/** The nodes right inside a node, in the order of the source. */
export const childrenOf = (node: acorn.Node): readonly acorn.Node[] =>
  Object.entries(node).flatMap(([key, value]) => (key === 'loc' ? [] : [value].flat().filter(isNode)));

const isNode = (value: unknown): value is acorn.Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Walks a tree from the top; `visit` says whether to go on inside a node. */
export const walkTree = (root: acorn.Node, visit: (node: acorn.AnyNode) => boolean): void => {
  const open: acorn.Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (visit(node as acorn.AnyNode)) open.push(...childrenOf(node).toReversed());
  }
};

export const isFunction = (node: acorn.Node): node is acorn.Function =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

/** The name of a member that is written out: `a.b`, `a["b"]`. */
export const memberName = ({ property, computed }: acorn.MemberExpression): string | undefined => {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
};
