import type { LoweringNode } from '@dragoman/core';

export function dialectsOf({ kind, dialect, hooks }: LoweringNode): readonly string[] {
  const scripts = Object.values((hooks ?? {}) as { readonly [hook: string]: { readonly dialect: string } });
  return [...(kind === 'script' ? [String(dialect)] : []), ...scripts.map((script) => script.dialect)];
}

export function targetsOf({ kind, routes = [], next, to }: LoweringNode): readonly unknown[] {
  return [...routes.map((route) => route.to), ...(next === undefined ? [] : [next]), ...(kind === 'jump' ? [to] : [])];
}

export function isThere(target: unknown, ids: readonly string[], outcomes: readonly string[]): boolean {
  if (typeof target === 'string') return target === 'next' || target === 'repeat' || ids.includes(target);
  if (typeof target !== 'object' || target === null) return false;
  if ('outcome' in target) return outcomes.includes(String(target.outcome));
  return 'node' in target ? ids.includes(String(target.node)) : 'end' in target;
}

/** The outcomes that can be come to from the first node of a group. */
export function reachedOutcomes(nodes: readonly LoweringNode[]): ReadonlySet<string> {
  const outcomes = new Set<string>();
  const seen = new Set<LoweringNode>();
  const visit = (node: LoweringNode | undefined): void => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    const following = nodes[nodes.indexOf(node) + 1];
    for (const target of [...targetsOf(node), ...(node.next === undefined ? ['next'] : [])]) {
      if (target === 'next') visit(following);
      else if (typeof target === 'string') visit(nodes.find(({ id }) => id === target));
      else if (typeof target === 'object' && target !== null && 'outcome' in target) outcomes.add(String(target.outcome));
      else if (typeof target === 'object' && target !== null && 'node' in target) visit(nodes.find(({ id }) => id === target.node));
    }
  };
  visit(nodes[0]);
  return outcomes;
}
