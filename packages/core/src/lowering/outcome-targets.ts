import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Node, PluginNode } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { quote } from '../reading/quote.ts';
import type { Expander, GroupPlace } from './expand-plugin-node.ts';

/** Where the outcomes of a plugin's node lead once the node is a group. */
export interface OutcomeTargets {
  /** Where a route for the outcome leads; a node that chooses among several is made when first asked for. */
  targetOf(outcome: string): Target;
  /** The nodes made so far. */
  nodes(): readonly Node[];
  readonly findings: readonly TranslationFinding[];
}

/**
 * An outcome takes the first route for it that holds, else the first without `when` that holds, else the way onward. A
 * single plain route is gone to directly; anything else is a condition node of the group.
 */
export const outcomeTargets = (
  author: PluginNode,
  kind: NodeKind,
  { following, onward }: GroupPlace,
  { fresh, derive }: Pick<Expander, 'fresh' | 'derive'>,
): OutcomeTargets => {
  const targets = new Map<string, Target>();
  const made: Node[] = [];
  const resolve = (to: Target): Target => (to === 'next' ? following : to === 'repeat' ? { node: author.id } : to);

  const choose = (outcome: string): Target => {
    const routes = candidates(author.routes, outcome);
    const [only] = routes;
    if (only === undefined) return onward;
    if (isPlain(only)) return resolve(only.to);
    const isComplete = routes.some(({ if: condition }) => condition === undefined);
    const node: Node = {
      ...fresh(author, outcome),
      kind: 'condition',
      routes: routes.map((route) => {
        const { when: _, ...rest } = route;
        return derive({ ...rest, to: resolve(route.to) }, route);
      }),
      ...(!isComplete && { next: onward }),
    };
    made.push(node);
    return { node: node.id };
  };

  return {
    targetOf: (outcome) => {
      const target = targets.get(outcome) ?? choose(outcome);
      targets.set(outcome, target);
      return target;
    },
    nodes: () => made,
    findings: author.routes.flatMap((route): readonly TranslationFinding[] => {
      if (route.when === undefined || 'outcome' in route.when) return [];
      const reason = `Where it is made of other nodes, a node of the kind ${quote(kind.kind)} leaves by its outcomes alone, so this route is never taken.`;
      return [{ code: 'plugin-route-lost', loss: 'dropped', at: route, reason, fix: `Its outcomes are ${kind.outcomes.join(', ')}.` }];
    }),
  };
};

const candidates = (routes: readonly Route[], outcome: string): readonly Route[] => {
  const named = routes.filter(({ when }) => when !== undefined && 'outcome' in when && when.outcome === outcome);
  const tried = [...named, ...routes.filter(({ when }) => when === undefined)];
  const last = tried.findIndex(({ if: condition }) => condition === undefined);
  return last === -1 ? tried : tried.slice(0, last + 1);
};

const isPlain = ({ if: condition, set = [], say }: Route): boolean => condition === undefined && set.length === 0 && say === undefined;
