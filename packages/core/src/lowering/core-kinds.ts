import type { Bot } from '../document/bot.ts';
import type { AssignNode, ConditionNode, CoreNode, Node, ScriptNode } from '../document/node.ts';
import type { Script } from '../document/script.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { quote } from '../reading/quote.ts';
import { withTargets } from '../translation/with-targets.ts';
import { assignmentScript } from './assignment-script.ts';
import { conditionScript, fitsScript } from './condition-script.ts';
import { withDecisionHooks } from './decision-hooks.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { madeNode, settled } from './made-node.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';
import { lowerRouteTargets } from './route-targets.ts';
import { type SetStep, setSteps } from './set-steps.ts';
import { vanishCodes, vanishNodes } from './vanish-nodes.ts';

export const coreKindCodes = {
  ...vanishCodes,
  'kind-not-carried': 'The platform has no node of this kind, and no other nodes say the same.',
  'script-not-carried': 'The platform does not run scripts of this dialect.',
  'hook-not-carried': 'A script around a node that only leads on cannot be carried.',
} as const;

/** Leaves only nodes of listed kinds. What only leads on is taken out, the rest said with scripts or by a person. */
export const lowerCoreKinds: Pass = (bot, context) => {
  const isCarried = carries(context);
  if (bot.flows.every(({ nodes }) => nodes.every(isCarried))) return bot;
  const scopes = new Map(bot.variables.map(({ name, scope }) => [name, scope]));
  const work: KindWork = {
    context,
    isCarried,
    semantics: { ...neutralSemantics, ...bot.semantics },
    hasScripts: context.capabilities.nodes.includes('script') && context.capabilities.scripts.includes('es5'),
    scopeOf: (name) => scopes.get(name) ?? 'session',
  };
  const said = rewriteNodes(bot, context, (node, place) => (isCarried(node) ? undefined : inOtherWords(node as CoreNode, place, work)));
  const straight = vanishNodes(said, context, (node, { following }) =>
    isCarried(node) || isScripted(node, work) ? undefined : leadOf(node as CoreNode, following, work),
  );
  return lowerRouteTargets(withConditionScripts(straight, work), context);
};

interface KindWork {
  readonly context: LowerContext;
  isCarried(node: Node): boolean;
  readonly semantics: Semantics;
  /** Whether scripts in core's own dialect can stand in a flow. */
  readonly hasScripts: boolean;
  scopeOf(variable: string): string;
}

const carries =
  ({ adapter, capabilities: { nodes, scripts } }: LowerContext) =>
  (node: Node): boolean => {
    if (!nodes.includes(node.kind)) return false;
    if (node.kind === 'platform') return node.adapter === adapter;
    return node.kind !== 'script' || scripts.includes(node.dialect as string);
  };

/** A condition that becomes a script, once it is known where everything leads: scripts go to nodes by name. */
const isScripted = (node: Node, { hasScripts, semantics, isCarried }: KindWork): boolean =>
  node.kind === 'condition' &&
  !isCarried(node) &&
  hasScripts &&
  isDecided(node as ConditionNode) &&
  fitsScript(node as ConditionNode, semantics);

const isDecided = ({ routes, hooks }: ConditionNode): boolean => hooks !== undefined || routes.some((route) => route.if !== undefined);

/** The same in nodes that are carried, or that lead on. Undefined leaves a node to be taken out as it is. */
const inOtherWords = (node: CoreNode, place: NodeContext, work: KindWork): readonly Node[] | undefined => {
  const { context, hasScripts } = work;
  const { nodes } = context.capabilities;
  switch (node.kind) {
    case 'start':
    case 'assign':
    case 'script': {
      const set = node.kind === 'assign' && hasScripts ? settingNodes(node, place, work) : undefined;
      if (set !== undefined) return set;
      if (node.kind === 'script')
        reportLost(
          'script-not-carried',
          `The platform does not run scripts of the dialect ${quote(node.dialect)}, so this one does not run.`,
          node,
          context,
        );
      if (node.kind === 'assign')
        reportLost('kind-not-carried', 'The platform cannot set variables here, so they are not set.', node, context);
      if (node.routes.length === 0 && node.hooks === undefined) return undefined;
      // What it decides is still decided, by a node that does nothing else.
      context.rewritten(node);
      return aroundSilence(asCondition(node), place, work);
    }
    case 'condition':
    case 'jump':
    case 'end':
      return aroundSilence(node, place, work);
    default:
      break;
  }
  const isMessage = node.kind === 'handoff' && node.message !== undefined && nodes.includes('message');
  const instead = nodes.includes('handoff') ? 'a person takes over there' : isMessage ? 'only its message is said' : 'the flow ends there';
  reportLost('kind-not-carried', `The platform has no ${node.kind} nodes, so ${instead}.`, node, context);
  const { id, name } = node;
  if (nodes.includes('handoff')) {
    context.rewritten(node);
    return [{ id, name, kind: 'handoff', routes: [] }];
  }
  if (node.kind !== 'handoff' || node.message === undefined || !nodes.includes('message')) return undefined;
  context.rewritten(node);
  return [{ id, name, kind: 'message', content: [{ kind: 'text', text: node.message }], routes: [], next: { end: 'flow' } }];
};

/** What sets variables as nodes that run scripts. Undefined where they cannot. */
const settingNodes = (node: AssignNode, { onward }: NodeContext, work: KindWork): readonly Node[] | undefined => {
  const { context, semantics, scopeOf } = work;
  const { set, next, ...rest } = node;
  const rules = { unsetText: semantics.unsetText, scopeOf };
  // The script after it finds what is set, which a route would set behind it.
  const mayRouteSet = node.routes.length === 0 && node.hooks?.after === undefined;
  const source = mayRouteSet ? undefined : assignmentScript(set, rules);
  const steps = mayRouteSet ? setSteps(set, context.capabilities, rules) : source === undefined ? undefined : [{ source }];
  const [first, ...others] = steps ?? [];
  if (first === undefined) return undefined;
  context.rewritten(node);
  const made = (step: SetStep, to: Target | undefined): Pick<ScriptNode, 'kind' | 'dialect' | 'source' | 'routes' | 'next'> => ({
    kind: 'script',
    dialect: 'es5',
    source: 'source' in step ? step.source : '',
    routes: 'set' in step ? [context.provenance.derive({ set: step.set, to: to ?? 'next' }, node)] : node.routes,
    ...('source' in step && to !== undefined && { next: to }),
  });
  if (others.length === 0) return [{ ...rest, ...made(first, next) }];
  const behind = others.map((step, index) => madeNode(context, node, 'set', made(step, index === others.length - 1 ? onward : undefined)));
  return [{ ...rest, ...made(first, undefined) }, ...behind];
};

const asCondition = ({ id, name, hooks, routes, next, platformOptions }: Node): ConditionNode => ({
  id,
  name,
  kind: 'condition',
  routes,
  ...(hooks !== undefined && { hooks }),
  ...(next !== undefined && { next }),
  ...(platformOptions !== undefined && { platformOptions }),
});

/** The scripts around a node that only leads on become nodes in front of it. */
const aroundSilence = (node: CoreNode, place: NodeContext, work: KindWork): readonly Node[] => {
  const { context } = work;
  if (node.hooks === undefined || work.isCarried(node) || isScripted(node, work)) return [node];
  const { hooks, ...bare } = node;
  const scripts = [hooks.before, hooks.after].filter((script) => script !== undefined);
  const { nodes, scripts: dialects } = context.capabilities;
  const lost = scripts.filter(({ dialect }) => !nodes.includes('script') || !dialects.includes(dialect));
  for (const script of lost)
    reportLost('hook-not-carried', 'The platform has nothing this script could run at, so it does not run.', script, context);
  const [first, ...others] = scripts.filter((script) => !lost.includes(script));
  if (first === undefined) return [bare as Node];
  context.rewritten(node);
  const run = ({ dialect, source }: Script, at: Pick<Node, 'id' | 'name'>): Node => ({
    id: at.id,
    name: at.name,
    kind: 'script',
    dialect,
    source,
    routes: [],
  });
  const behind = withTargets(settled(context, bare as Node, place), (to) =>
    to === 'next' ? place.following : to === 'repeat' ? { node: node.id } : to,
  );
  return [
    run(first, node),
    ...others.map((script) => run(script, context.fresh(node, 'after'))),
    { ...behind, ...context.fresh(node, 'on') },
  ];
};

/** Where a node leads that is taken out. */
const leadOf = (node: CoreNode, following: Target, work: KindWork): Target => {
  const lead = (to: Target): Target => (to === 'next' ? following : to === 'repeat' ? { node: node.id } : to);
  switch (node.kind) {
    case 'jump':
      return lead(node.to);
    case 'end':
      return node.conversation ? { end: 'conversation' } : { end: 'flow' };
    case 'start':
    case 'assign':
    case 'script':
    case 'condition': {
      if (node.routes.some((route) => route.if !== undefined))
        reportLost(
          'kind-not-carried',
          'The platform cannot decide conditions, so the conversation goes on as if none held.',
          node,
          work.context,
        );
      const always = node.routes.find((route) => route.if === undefined && route.when === undefined);
      if (always?.say !== undefined || always?.set !== undefined)
        reportLost('kind-not-carried', 'The platform has nothing that could say or set this here.', always, work.context);
      return lead(always?.to ?? node.next ?? 'next');
    }
    default:
      return { end: 'flow' };
  }
};

const withConditionScripts = (bot: Bot, work: KindWork): Bot => {
  const names = new Map(bot.flows.flatMap(({ nodes }) => nodes.map(({ id, name }) => [id, name] as const)));
  const nameOf = (id: string): string | undefined => names.get(id);
  const folded = withDecisionHooks(bot, { ...work, nameOf, isScripted: (node) => isScripted(node, work) });
  return rewriteNodes(folded, work.context, (node, { following, onward }) =>
    isScripted(node, work)
      ? conditionScript(node as ConditionNode, { following, onward, semantics: work.semantics, nameOf }, work.context)
      : undefined,
  );
};

const reportLost = (code: keyof typeof coreKindCodes, reason: string, at: object, { report }: LowerContext): void =>
  report({ code, at, loss: 'dropped', reason });
