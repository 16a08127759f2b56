import type { ConditionNode, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { type Es5Predicate, es5Functions, es5Literal, es5Predicate } from './es5-predicate.ts';
import type { LowerContext } from './lower-context.ts';
import { madeNode } from './made-node.ts';

/** Whether a condition node can be said as a script: what its routes decide by can be, and they only lead on. */
export const fitsScript = (node: ConditionNode, semantics: Semantics): boolean => branchesOf(node, semantics) !== undefined;

/**
 * A condition node as an `es5` script that goes where the first condition that holds leads. Scripts go to nodes alone, by
 * name, so other ends are behind scripts that do nothing.
 */
export const conditionScript = (
  node: ConditionNode,
  {
    following,
    onward,
    semantics,
    nameOf,
  }: { readonly following: Target; readonly onward: Target; readonly semantics: Semantics; nameOf(id: string): string | undefined },
  context: LowerContext,
): readonly Node[] => {
  const { branches = [], otherwise } = branchesOf(node, semantics) ?? {};
  const carriers = new Map<string, Node>();
  const lead = (to: Target): Target => (to === 'next' ? following : to === 'repeat' ? { node: node.id } : to);
  const goto = (target: Target): string => {
    const to = lead(target);
    const name = typeof to === 'object' && 'node' in to ? nameOf(to.node) : undefined;
    if (name !== undefined) return name;
    const key = JSON.stringify(to);
    const carrier = carriers.get(key) ?? madeNode(context, node, 'to', { kind: 'script', dialect: 'es5', source: '', next: to });
    carriers.set(key, carrier);
    return carrier.name;
  };
  const functions = new Set(branches.flatMap(({ said }) => [...said.functions]));
  const decision = branches.map(({ said, route }) => `if (${said.expression}) goto(${es5Literal(goto(route.to))});`).join('\nelse ');
  const source = [...[...functions].map((name) => es5Functions[name]), decision].filter((part) => part !== '').join('\n');
  const next = otherwise === undefined ? onward : lead(otherwise.to);
  context.rewritten(node);
  return [{ ...node, kind: 'script', dialect: 'es5', source, routes: [], next } as Node, ...carriers.values()];
};

interface Branches {
  readonly branches: readonly { readonly said: Es5Predicate; readonly route: Route }[];
  /** The route that needs no condition. */
  readonly otherwise?: Route;
}

const branchesOf = ({ routes }: ConditionNode, semantics: Semantics): Branches | undefined => {
  const branches: { readonly said: Es5Predicate; readonly route: Route }[] = [];
  for (const route of routes) {
    if (route.when !== undefined) continue;
    if (route.say !== undefined || (route.set ?? []).length > 0) return undefined;
    if (route.if === undefined) return { branches, otherwise: route };
    const said = es5Predicate(route.if, semantics);
    if (said === undefined) return undefined;
    branches.push({ said, route });
  }
  return { branches };
};
