import type { Bot } from '../document/bot.ts';
import type { ApiNode, ConditionNode, Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route } from '../document/route.ts';
import type { Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { branchesOf, createGotos, type ScriptBranch, scriptSource } from './condition-script.ts';
import { es5Predicate } from './es5-predicate.ts';
import { goesOn } from './goes-on.ts';
import type { LowerContext } from './lower-context.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';
import { statusReference, statusVariableOf } from './status-reference.ts';

export interface HookWork {
  readonly context: LowerContext;
  readonly semantics: Semantics;
  /** Whether a condition becomes a script. */
  isScripted(node: Node): boolean;
  nameOf(id: string): string | undefined;
}

/**
 * Lets the script behind a call decide where it leads, instead of nodes behind the call that only decide: what a platform
 * without finer routes would be told by hand. Conditions made for the call alone are folded; others stay nodes.
 */
export const withDecisionHooks = (bot: Bot, work: HookWork): Bot => {
  const { hooks, scripts } = work.context.capabilities;
  if (!hooks.includes('after') || !scripts.includes('es5')) return bot;
  const decisions = foldable(bot, work);
  if (decisions.size === 0) return bot;
  const variables = new Map(bot.integrations.map(({ id, response }) => [id, response.variable]));
  const folded = rewriteNodes(bot, work.context, (node, place) => {
    const own = decisions.get(node.id);
    const variable = node.kind === 'api' ? variables.get((node as ApiNode).integration) : undefined;
    return own === undefined || variable === undefined ? undefined : withHook(node as ApiNode, own, { variable, place, work });
  });
  const gone = new Set([...decisions.values()].flatMap((own) => [...own.values()].map(({ id }) => id)));
  const { derive } = work.context.provenance;
  return { ...folded, flows: folded.flows.map((flow) => derive({ ...flow, nodes: flow.nodes.filter(({ id }) => !gone.has(id)) }, flow)) };
};

/** The conditions of an api node that can be folded, by the route that leads to each. */
type Folded = ReadonlyMap<Route, ConditionNode>;

const foldable = (bot: Bot, { context, isScripted }: HookWork): ReadonlyMap<string, Folded> => {
  const groupOf = groupsById(context);
  const links = linksTo(bot);
  const found = new Map<string, Folded>();
  for (const { nodes } of bot.flows) {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    for (const node of nodes) {
      if (node.kind !== 'api' || node.hooks?.after !== undefined) continue;
      const own = new Map<Route, ConditionNode>();
      for (const route of node.routes) {
        const { when, if: condition, say, set, to } = route;
        if (when === undefined || !('is' in when) || (when.is !== 'success' && when.is !== 'failure')) continue;
        if (condition !== undefined || say !== undefined || set !== undefined || typeof to !== 'object' || !('node' in to)) continue;
        const decision = byId.get(to.node);
        if (decision === undefined || decision.hooks !== undefined || !isScripted(decision) || links.get(decision.id) !== 1) continue;
        const group = groupOf.get(decision.id);
        if (group !== undefined && group === (groupOf.get(node.id) ?? node.id)) own.set(route, decision as ConditionNode);
      }
      if (own.size > 0) found.set(node.id, own);
    }
  }
  return found;
};

/** The author's node that a made node was made for. */
const groupsById = ({ groups }: LowerContext): ReadonlyMap<string, string> =>
  new Map([...groups.roots].flatMap((root) => groups.nodesOf(root).map((id) => [id, root] as const)));

/** How many links lead to each node. */
const linksTo = ({ flows }: Bot): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const note = (to: Target, below: Node | undefined): void => {
    const id = to === 'next' ? below?.id : typeof to === 'object' && 'node' in to ? to.node : undefined;
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const { nodes } of flows) {
    for (const [index, node] of nodes.entries()) {
      const below = nodes[index + 1];
      for (const { to } of node.routes) note(to, below);
      if (node.kind === 'jump') note((node as { readonly to?: Target }).to ?? 'next', below);
      else if (goesOn(node)) note(node.next ?? 'next', below);
    }
  }
  return counts;
};

interface Site {
  readonly variable: string;
  readonly place: NodeContext;
  readonly work: HookWork;
}

const withHook = (api: ApiNode, own: Folded, { variable, place, work }: Site): readonly Node[] => {
  const { context, semantics, nameOf } = work;
  const gotos = createGotos(api, { following: place.following, nameOf }, context);
  const functions = new Set<string>();
  const plain: ScriptBranch[] = [];
  const guarded: string[] = [];
  const targets = new Map<Route, Target>();
  for (const [route, decision] of own) {
    const outcome = (route.when as { readonly is: 'success' | 'failure' }).is;
    const { branches = [], otherwise } = branchesOf(decision, semantics) ?? {};
    targets.set(route, otherwise?.to ?? decision.next ?? { end: 'flow' });
    const isImplied = branches.every(
      ({ route: { if: condition } }) => condition !== undefined && implies(condition, outcome, variable, semantics),
    );
    if (isImplied) plain.push(...branches);
    else {
      const { source, used } = scriptSource(branches, gotos.nameOf);
      const guard = succeeded(variable, semantics);
      for (const name of [...used, ...guard.functions]) functions.add(name);
      const test = outcome === 'success' ? guard.expression : `!${guard.expression}`;
      guarded.push(`if (${test}) {\n${source.replace(/^/gm, '  ')}\n}`);
    }
  }
  const { source, used } = scriptSource(plain, gotos.nameOf);
  for (const name of used) functions.add(name);
  const script = { dialect: 'es5', source: [gotos.functions(functions), source, ...guarded].filter((part) => part !== '').join('\n') };
  const routes = api.routes.map((route): Route => {
    const to = targets.get(route);
    return to === undefined ? route : context.provenance.derive({ ...route, to }, route);
  });
  context.rewritten(api);
  return [{ ...api, hooks: { ...api.hooks, after: script }, routes } as Node, ...gotos.made()];
};

/** Whether a condition can hold after calls of one outcome alone, so that it need not be asked which one it was. */
const implies = (predicate: Predicate, outcome: 'success' | 'failure', variable: string, { success }: Semantics): boolean => {
  if ('all' in predicate) return predicate.all.some((part) => implies(part, outcome, variable, { success } as Semantics));
  if ('any' in predicate)
    return predicate.any.length > 0 && predicate.any.every((part) => implies(part, outcome, variable, { success } as Semantics));
  if ('not' in predicate) {
    const { not } = predicate;
    return outcome === 'failure' && 'left' in not && not.op === 'is-set' && statusVariableOf(not.left) === variable;
  }
  if (!('left' in predicate) || statusVariableOf(predicate.left) !== variable) return false;
  const { op, right } = predicate;
  const literal = right !== undefined && 'literal' in right ? String(right.literal) : '';
  if (op === 'equals') {
    const isSuccess = success.some((pattern) => pattern === literal || pattern === `${literal[0]}xx`);
    return /^[1-5]\d\d$/.test(literal) && isSuccess === (outcome === 'success');
  }
  if (op !== 'starts' || !/^[1-5]$/.test(literal)) return false;
  if (outcome === 'failure') return success.every((pattern) => pattern[0] !== literal);
  return success.includes(`${literal as '2'}xx`);
};

/** That the call succeeded, as the platform's routes have it. */
const succeeded = (variable: string, semantics: Semantics) => {
  const left = { template: statusReference(variable) };
  const any = semantics.success.map((pattern): Predicate => {
    const isClass = pattern.endsWith('xx');
    return { left, op: isClass ? 'starts' : 'equals', right: { literal: isClass ? pattern.slice(0, 1) : pattern } };
  });
  return es5Predicate({ any }, semantics) ?? { expression: 'false', functions: new Set<never>() };
};
