import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import type { Assignment } from '../document/variable.ts';
import type { AssignmentRules } from './assignment-script.ts';
import { decisionsOf } from './decisions.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { madeNode, withBehind } from './made-node.ts';
import { isNoMatch } from './no-match.ts';
import { rewriteNodes } from './rewrite-nodes.ts';
import { carriesSet } from './route-sets.ts';
import { setSteps } from './set-steps.ts';

export const routeActCodes = {
  'say-not-carried': 'The platform cannot say a text on a route.',
  'set-not-carried': 'The platform cannot set variables on a route.',
  'act-after-hook': 'What a route says or sets happens after the script of the reply.',
} as const;

/** Leaves what routes say and set to nodes between, where routes cannot carry it: first said, then set, then on. */
export const lowerRouteActs: Pass = (bot, context) => {
  const { routes: listed, nodes } = context.capabilities;
  const can = {
    say: listed.includes('say'),
    sayOnNoMatch: listed.includes('say-on-no-match'),
    set: listed.includes('set'),
    message: nodes.includes('message'),
    assign: nodes.includes('assign'),
    script: nodes.includes('script') && context.capabilities.scripts.includes('es5'),
  };
  if (can.say && can.set && context.capabilities.nodes.includes('condition')) return bot;
  // A script that decides does nothing else.
  const { areScripts } = decisionsOf(context, bot.semantics);
  const onlyDecides = (node: Node): boolean => areScripts && node.kind === 'condition';
  const canSay = (node: Node, route: Route): boolean => !onlyDecides(node) && (can.say || (can.sayOnNoMatch && isNoMatch(route)));
  const canSet = (node: Node, { set }: Route): boolean => !onlyDecides(node) && carriesSet(context.capabilities, set);
  const scopes = new Map(bot.variables.map(({ name, scope }) => [name, scope]));
  const { unsetText } = { ...neutralSemantics, ...bot.semantics };
  const rules: AssignmentRules = { unsetText, scopeOf: (name) => scopes.get(name) ?? 'session' };
  return rewriteNodes(bot, context, (node, place) => {
    if (
      !node.routes.some((route) => (route.say !== undefined && !canSay(node, route)) || (route.set !== undefined && !canSet(node, route)))
    )
      return undefined;
    const made: Node[] = [];
    const routes = node.routes.map((route) => {
      const saysBehind = route.say !== undefined && !canSay(node, route);
      const setsBehind = route.set !== undefined && (!canSet(node, route) || (saysBehind && can.message));
      if (!saysBehind && !setsBehind) return route;
      if (node.hooks?.onReply) reportOrder(route, context);
      const { say, set, ...rest } = route;
      let to: Target = route.to === 'next' ? place.following : route.to === 'repeat' ? { node: node.id } : route.to;
      // A message that a route leads to may carry a route that sets.
      const setsOnMessage = setsBehind && saysBehind && carriesSet(context.capabilities, set) && !can.assign && can.message;
      if (setsBehind && set !== undefined && !setsOnMessage) {
        const chain = setNodes(set, to, { node, route, can, rules, context });
        made.push(...chain);
        to = chain[0] === undefined ? to : { node: chain[0].id };
      }
      if (saysBehind && say !== undefined) {
        if (can.message) {
          const behind = setsOnMessage && set !== undefined ? { routes: [context.provenance.derive({ set, to }, route)] } : {};
          const message = madeNode(
            context,
            node,
            'say',
            { kind: 'message', content: [{ kind: 'text', text: say }], ...behind, next: to },
            route,
          );
          made.push(message);
          to = { node: message.id };
        } else reportLost('say-not-carried', 'The platform cannot say a text on a route, so it is not said.', route, context);
      }
      return context.provenance.derive(
        { ...rest, ...(say !== undefined && !saysBehind && { say }), ...(set !== undefined && !setsBehind && { set }), to },
        route,
      );
    });
    return withBehind(context, { ...node, routes }, place, made);
  });
};

interface SetWork {
  readonly node: Node;
  readonly route: Route;
  readonly can: { readonly assign: boolean; readonly script: boolean };
  readonly rules: AssignmentRules;
  readonly context: LowerContext;
}

const setNodes = (set: readonly Assignment[], to: Target, { node, route, can, rules, context }: SetWork): readonly Node[] => {
  if (set.length === 0) return [];
  if (can.assign) return [madeNode(context, node, 'set', { kind: 'assign', set, next: to }, route)];
  const steps = can.script ? setSteps(set, context.capabilities, rules) : undefined;
  if (steps !== undefined) {
    const made: Node[] = [];
    let onward = to;
    // From behind, as each leads to the one below.
    for (const step of steps.toReversed()) {
      const ways = 'set' in step ? { source: '', routes: [{ set: step.set, to: onward }] } : { source: step.source, next: onward };
      const one = madeNode(context, node, 'set', { kind: 'script', dialect: 'es5', ...ways }, route);
      made.unshift(one);
      onward = { node: one.id };
    }
    return made;
  }
  // Another pass may have put the list together.
  const at = context.provenance.placeOf(set) === '' ? route : set;
  reportLost('set-not-carried', 'The platform cannot set variables on a route, so they are not set.', at, context);
  return [];
};

const reportLost = (code: keyof typeof routeActCodes, reason: string, at: object, context: LowerContext): void =>
  context.report({ code, at, loss: 'dropped', reason, fix: 'Do it in a node behind.' });

const reportOrder = (route: Route, context: LowerContext): void =>
  context.report({
    code: 'act-after-hook',
    at: route,
    loss: 'degraded',
    reason: 'What this route says or sets happens after the script of the reply, which ran after it before.',
    fix: 'Do it in a node behind, or in the script.',
  });
