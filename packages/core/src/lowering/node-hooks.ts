import type { ApiNode, Hooks, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Script } from '../document/script.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { madeNode, settled } from './made-node.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';

export const nodeHookCodes = {
  'hook-not-carried': 'The platform cannot run this script at a node.',
  'script-dialect-not-carried': 'The platform cannot run scripts of this dialect.',
} as const;

/** Leaves hooks that are listed, in listed dialects; script nodes run the others where that is the same. */
export const lowerNodeHooks: Pass = (bot, context) => {
  const { failureText, scriptError } = { ...neutralSemantics, ...bot.semantics };
  const steps: readonly Step[] = [
    withListedDialect,
    withoutOnReply,
    withoutAfter({ isSilentFailure: failureText === '', goesOnAfterError: scriptError === 'continue' }),
    withoutBefore,
  ];
  return steps.reduce((made, step) => rewriteNodes(made, context, (node, place) => step(node, place, context)), bot);
};

type Step = (node: Node, place: NodeContext, context: LowerContext) => readonly Node[] | undefined;

/** A script nobody there can read does nothing, but its node keeps its place. */
const withListedDialect: Step = (node, _place, context) => {
  const { nodes, scripts } = context.capabilities;
  if (node.kind !== 'script' || !nodes.includes('script')) return undefined;
  const { dialect, source: _source, ...rest } = node as Extract<Node, { kind: 'script' }> & Script;
  if (scripts.includes(dialect)) return undefined;
  context.report({
    code: 'script-dialect-not-carried',
    at: node,
    loss: 'dropped',
    reason: `The platform cannot run scripts in ${dialect}.`,
    fix: 'Write the script in a dialect the platform has.',
  });
  return [{ ...rest, kind: 'condition' } as Node];
};

const isListed = (name: keyof Hooks, script: Script, { capabilities }: LowerContext): boolean =>
  capabilities.hooks.includes(name) && capabilities.scripts.includes(script.dialect);

const canMakeScript = ({ dialect }: Script, { capabilities }: LowerContext): boolean =>
  capabilities.nodes.includes('script') && capabilities.scripts.includes(dialect);

/** Asks of a hook that a script node has no part in: a pause or quick replies for the message. */
const asksOfMessage = (name: keyof Hooks, { source }: Script): boolean => name !== 'onReply' && /delay|quick/i.test(source);

const without = (node: Node, name: keyof Hooks): Node => {
  const { [name]: _gone, ...hooks } = node.hooks ?? {};
  const { hooks: _hooks, ...rest } = node;
  return (Object.keys(hooks).length > 0 ? { ...rest, hooks } : rest) as Node;
};

const dropped = (node: Node, name: keyof Hooks, script: Script, context: LowerContext): readonly Node[] => {
  const knowsDialect = context.capabilities.scripts.includes(script.dialect);
  context.report({
    code: 'hook-not-carried',
    at: script,
    loss: 'dropped',
    reason: knowsDialect ? `The platform cannot run a script ${moments[name]}.` : `The platform cannot run scripts in ${script.dialect}.`,
    fix: 'Do without the script, or run it in a node of its own.',
  });
  return [without(node, name)];
};

const moments = { before: 'before this node', after: 'after this node', onReply: 'on a reply' } as const;

const withoutBefore: Step = (node, place, context) => {
  const script = node.hooks?.before;
  if (script === undefined || isListed('before', script, context)) return undefined;
  if (!canMakeScript(script, context) || asksOfMessage('before', script)) return dropped(node, 'before', script, context);
  const bare = settled(context, without(node, 'before'), place);
  // A start must stay the first of its flow. It does nothing itself, so behind it is as good.
  if (node.kind === 'start') {
    const run = madeNode(context, node, 'before', {
      kind: 'script',
      ...script,
      routes: bare.routes,
      ...(bare.next !== undefined && { next: bare.next }),
    });
    return [{ ...bare, routes: [], next: { node: run.id } }, run];
  }
  const { id, name, ...rest } = bare;
  const acts = madeNode(context, node, 'act', rest as Omit<Node, 'id' | 'name'>);
  return [{ id, name, kind: 'script', ...script, routes: [], next: { node: acts.id } }, acts];
};

const silentKinds: ReadonlySet<string> = new Set(['start', 'condition', 'assign']);

const withoutAfter =
  ({ isSilentFailure, goesOnAfterError }: { readonly isSilentFailure: boolean; readonly goesOnAfterError: boolean }): Step =>
  (node, place, context) => {
    const script = node.hooks?.after;
    if (script === undefined || isListed('after', script, context)) return undefined;
    if (!canMakeScript(script, context) || asksOfMessage('after', script)) return dropped(node, 'after', script, context);
    const bare = settled(context, without(node, 'after'), place);
    if (silentKinds.has(node.kind)) {
      const run = madeNode(context, node, 'after', {
        kind: 'script',
        ...script,
        routes: bare.routes,
        ...(bare.next !== undefined && { next: bare.next }),
      });
      return [{ ...bare, routes: [], next: { node: run.id } }, run];
    }
    if (node.kind === 'api') return afterCall(bare as ApiNode, script, isSilentFailure, context) ?? dropped(node, 'after', script, context);
    // The texts are settled before the script runs, so with nothing to fill in, the script may as well run first.
    if (!saysOnlyWhatStands(node) || /goto|stop|send|split|resume/i.test(script.source) || script.dialect !== 'es5') {
      return dropped(node, 'after', script, context);
    }
    // Stopped by an error it would keep the message back.
    if (bare.hooks?.before || !goesOnAfterError) return dropped(node, 'after', script, context);
    const { id, name, ...rest } = bare;
    const acts = madeNode(context, node, 'act', rest as Omit<Node, 'id' | 'name'>);
    return [{ id, name, kind: 'script', ...script, routes: [], next: { node: acts.id } }, acts];
  };

const saysOnlyWhatStands = (node: Node): boolean => {
  if (node.kind === 'message') {
    return (
      node as Extract<Node, { kind: 'message' }> & { readonly content: readonly { readonly kind: string; readonly text?: string }[] }
    ).content.every((content) => content.kind === 'text' && isFixed(content.text ?? ''));
  }
  return (
    node.kind === 'question' && !(node as { readonly skipIfSet?: boolean }).skipIfSet && isFixed((node as { readonly text: string }).text)
  );
};

const isFixed = (template: string): boolean => parseTemplate(template).tree.every(({ kind }) => kind === 'text');

/** Each way out of the call leads through the script. */
const afterCall = (api: ApiNode, script: Script, isSilentFailure: boolean, context: LowerContext): readonly Node[] | undefined => {
  if (api.routes.some((route) => route.if !== undefined || route.say !== undefined || route.set !== undefined)) return undefined;
  if (api.routes.length === 0) {
    if (!isSilentFailure) return undefined;
    const run = madeNode(context, api, 'after', { kind: 'script', ...script, next: api.next ?? 'next' });
    return [{ ...api, next: { node: run.id } } as Node, run];
  }
  const isComplete = api.routes.some(({ when }) => when === undefined || ('is' in when && when.is === 'other'));
  return isComplete ? throughScript(api, script, 'after', context) : undefined;
};

const throughScript = (node: Node, script: Script, suffix: string, context: LowerContext): readonly Node[] => {
  const made = new Map<string, Node>();
  const through = (to: Target): Target => {
    const key = JSON.stringify(to);
    const run = made.get(key) ?? madeNode(context, node, suffix, { kind: 'script', ...script, next: to });
    made.set(key, run);
    return { node: run.id };
  };
  const routes = node.routes.map((route): Route => context.provenance.derive({ ...route, to: through(route.to) }, route));
  return [{ ...node, routes, ...(node.next !== undefined && { next: through(node.next) }) }, ...made.values()];
};

const withoutOnReply: Step = (node, place, context) => {
  const script = node.hooks?.onReply;
  if (script === undefined || isListed('onReply', script, context)) return undefined;
  const waits = node.waits ?? ['question', 'choice', 'list'].includes(node.kind);
  // Nobody replies to a node that does not wait.
  if (!waits && !node.kind.includes('/') && node.kind !== 'platform' && node.kind !== 'wait' && node.kind !== 'handoff')
    return [without(node, 'onReply')];
  const isKnown = ['message', 'question', 'choice', 'list'].includes(node.kind);
  const isSkipped = node.kind === 'question' && (node as { readonly skipIfSet?: boolean }).skipIfSet === true;
  // A jump of `after` comes behind the script of the reply; nothing of that is left to the nodes.
  if (!isKnown || isSkipped || node.kind === 'list' || !canMakeScript(script, context)) return dropped(node, 'onReply', script, context);
  const bare = settled(context, without(node, 'onReply'), place);
  return throughScript(bare, script, 'reply', context);
};
