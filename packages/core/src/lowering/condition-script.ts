import type { ConditionNode, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { type Es5Expression, es5Functions, es5Literal, es5Predicate } from './es5-predicate.ts';
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
  const gotos = createGotos(node, { following, nameOf }, context);
  const { source: decision, used } = scriptSource(branches, gotos.nameOf);
  const source = [gotos.functions(used), decision].filter((part) => part !== '').join('\n');
  const next = otherwise === undefined ? onward : gotos.lead(otherwise.to);
  context.rewritten(node);
  return [{ ...node, kind: 'script', dialect: 'es5', source, routes: [], next } as Node, ...gotos.made()];
};

/** One way that a script may lead. */
export interface ScriptBranch {
  readonly said: Es5Expression;
  readonly route: Route;
}

export interface Branches {
  readonly branches: readonly ScriptBranch[];
  /** The route that needs no condition. */
  readonly otherwise?: Route;
}

export const branchesOf = ({ routes }: ConditionNode, semantics: Semantics): Branches | undefined => {
  const branches: ScriptBranch[] = [];
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

/** The lines that go where the first condition that holds leads, and the functions they call. */
export const scriptSource = (
  branches: readonly ScriptBranch[],
  nameOf: (to: Target) => string,
): { readonly source: string; readonly used: ReadonlySet<string> } => ({
  source: branches.map(({ said, route }) => `if (${bare(said.expression)}) goto(${es5Literal(nameOf(route.to))});`).join('\nelse '),
  used: new Set(branches.flatMap(({ said }) => [...said.functions])),
});

/** An expression without parentheses around the whole of it. */
const bare = (expression: string): string => {
  const plain = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => '_'.repeat(text.length));
  if (!plain.startsWith('(')) return expression;
  let depth = 0;
  for (let index = 0; index < plain.length; index += 1) {
    if (plain[index] === '(') depth += 1;
    else if (plain[index] === ')') depth -= 1;
    if (depth === 0) return index === plain.length - 1 ? expression.slice(1, -1) : expression;
  }
  return expression;
};

/** What the scripts of one node go to: nodes by name, and for all other ends a script of its own that does nothing and leads there. */
export const createGotos = (
  node: Node,
  { following, nameOf }: { readonly following: Target; nameOf(id: string): string | undefined },
  context: LowerContext,
) => {
  const carriers = new Map<string, Node>();
  const lead = (to: Target): Target => (to === 'next' ? following : to === 'repeat' ? { node: node.id } : to);
  return {
    lead,
    nameOf: (target: Target): string => {
      const to = lead(target);
      const name = typeof to === 'object' && 'node' in to ? nameOf(to.node) : undefined;
      if (name !== undefined) return name;
      const key = JSON.stringify(to);
      const carrier = carriers.get(key) ?? madeNode(context, node, 'to', { kind: 'script', dialect: 'es5', source: '', next: to });
      carriers.set(key, carrier);
      return carrier.name;
    },
    functions: (used: ReadonlySet<string>): string =>
      (Object.keys(es5Functions) as (keyof typeof es5Functions)[])
        .filter((name) => used.has(name))
        .map((name) => es5Functions[name])
        .join('\n'),
    made: (): readonly Node[] => [...carriers.values()],
  };
};
