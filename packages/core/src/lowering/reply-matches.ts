import type { ChoiceNode, Node } from '../document/node.ts';
import type { Route, TextMatch } from '../document/route.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import { mayWait } from './goes-on.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { keepsOpen } from './made-node.ts';
import { isNoMatch, noMatchIsRoute } from './no-match.ts';
import { rewriteNodes } from './rewrite-nodes.ts';
import { lowerTextMatch, wholeTexts, wholeTextsReason } from './text-match.ts';

export const replyMatchCodes = {
  'reply-not-distinguished': 'The platform cannot tell this reply apart.',
  'exclude-not-carried': 'The platform cannot leave texts out of a match.',
} as const;

/** Leaves waiting nodes with routes for the replies the platform can tell apart. */
export const lowerReplyMatches: Pass = (bot, context) => {
  const { capabilities } = context;
  const can = new Set<string>([
    ...capabilities.replies,
    ...(capabilities.routes.includes('exclude') || capabilities.routes.includes('exclude-replies') ? ['exclude'] : []),
  ]);
  const semantics = { ...neutralSemantics, ...bot.semantics };
  const canValidate = new Set([...can, 'regex']);
  return rewriteNodes(bot, context, (node) => {
    if (node.kind === 'platform' || node.routes.length === 0) return undefined;
    const validates = can.has('validation') && isValidated(node);
    const listed = (route: Route) => (validates && isPattern(route) ? canValidate : can);
    const only = validates ? undefined : onlyAnswer(node);
    if (only !== undefined && isUnsayable(only, can, semantics)) return [takingAll(node, only, context)];
    const heldBack = validates ? new Set([...can, 'equals']) : can;
    const routes = node.routes.flatMap((route) =>
      loweredRoute(route, node, { can: validates && isText(route) ? heldBack : listed(route), semantics, context }),
    );
    if (routes.length === node.routes.length && routes.every((route, index) => route === node.routes[index])) return undefined;
    return [{ ...node, routes: inOrderTried(routes, node.routes, semantics) }];
  });
};

const isText = ({ when }: Route): boolean => when !== undefined && 'equals' in when;
const isPattern = ({ when }: Route): boolean => when !== undefined && ('regex' in when || 'pattern' in when);

/** Whether what a question takes is said by one expression, or by one behind a text; what it does not take may have a way out. */
const isValidated = ({ kind, routes }: Node): boolean => {
  const matches = routes.filter((route) => !isNoMatch(route));
  const [first, second] = matches;
  if (kind !== 'question' || first === undefined) return false;
  return second === undefined
    ? isPattern(first)
    : matches.length === 2 && isText(first) && (second.when === undefined || isPattern(second));
};

/** The only route of a question that an answer takes, where it says which answers; what is no answer may have a way out. */
const onlyAnswer = ({ kind, routes }: Node): Route | undefined => {
  const [only, ...others] = routes.filter((route) => !isNoMatch(route));
  return kind === 'question' && others.length === 0 && only?.if === undefined && only !== undefined && isPattern(only) ? only : undefined;
};

const isUnsayable = ({ when }: Route, can: ReadonlySet<string>, semantics: Semantics): boolean =>
  lowerTextMatch(when as TextMatch, can, semantics).kind === 'impossible' && wholeTexts(when as TextMatch, can, semantics) === undefined;

/** A question that cannot tell answers from the rest would never be got past, so it takes what is said. */
const takingAll = (node: Node, only: Route, context: LowerContext): Node => {
  const reason = 'The platform cannot check what is replied to this question, so it takes every reply.';
  const fix = 'Check the value behind the question, or have the API answer for it.';
  context.report({ code: 'reply-not-distinguished', at: node, loss: 'degraded', reason, fix });
  context.rewritten(node);
  const { when: _when, ...rest } = only;
  return { ...node, routes: [context.provenance.derive(rest, only)] };
};

interface Work {
  readonly can: ReadonlySet<string>;
  readonly semantics: Semantics;
  readonly context: LowerContext;
}

const loweredRoute = (route: Route, node: Node, { can, semantics, context }: Work): readonly Route[] => {
  const { when } = route;
  if (when === undefined || 'is' in when || 'value' in when || 'status' in when || 'class' in when) return [route];
  if ('intent' in when) return can.has('intent') ? [route] : dropped(route, `the intent ${JSON.stringify(when.intent)}`, context);
  if ('option' in when) return can.has('option') ? [route] : dropped(route, `the option ${JSON.stringify(when.option)}`, context);
  if ('outcome' in when) {
    if (when.outcome !== 'no-match' || can.has('no-match') || !repliesKinds.has(node.kind)) return [route];
    return withoutNoMatch(route, node, { can, semantics, context });
  }
  const said = lowerTextMatch(when, can, semantics);
  if (said.kind === 'never') return [];
  const whole = said.kind === 'impossible' ? wholeTexts(when, can, semantics) : undefined;
  if (whole !== undefined) {
    context.rewritten(node);
    if (whole.others.length > 0) {
      const fix = 'Add the texts people say most, each as a route of its own.';
      context.report({ code: 'reply-not-distinguished', at: route, loss: 'degraded', reason: wholeTextsReason(whole.others), fix });
    }
    const { name, ...bare } = route;
    const named = whole.texts.map((equals) => optionNamed(equals, node, { can, semantics, context }) ?? { equals });
    const distinct = [...new Map(named.map((match) => [JSON.stringify(match), match])).values()];
    return distinct.map((match, index) =>
      context.provenance.derive(
        { ...bare, ...(index === 0 && name !== undefined && { name }), when: context.provenance.derive(match, when) },
        route,
      ),
    );
  }
  if (said.kind === 'impossible') return dropped(route, 'this text', context);
  if (said.lost) {
    context.report({
      code: 'exclude-not-carried',
      at: when,
      loss: 'degraded',
      reason: 'The platform cannot leave texts out of a match, so this route takes them too.',
      fix: 'Put a route for those texts in front of it.',
    });
  }
  if (said.match !== when && !said.lost) context.rewritten(node);
  if (said.match === when) return [route];
  const option = 'equals' in said.match ? optionNamed(said.match.equals, node, { can, semantics, context }) : undefined;
  return [context.provenance.derive({ ...route, when: context.provenance.derive(option ?? said.match, when) }, route)];
};

/** A text that is the label of an option is that option, so that its tap leads there too where options have ways of their own. */
const optionNamed = (text: string, node: Node, { can, semantics }: Work): { readonly option: string } | undefined => {
  if (node.kind !== 'choice' || !can.has('option') || !semantics.optionMatch.includes('label') || semantics.patternCase !== 'ignore')
    return undefined;
  const said = text.trim().toLowerCase();
  const named = (node as ChoiceNode).options.find(({ label, action }) => action.kind === 'reply' && label.trim().toLowerCase() === said);
  return named && { option: named.id };
};

/** Where `no-match` is about the consumer's reply, not an outcome of the kind itself. */
const repliesKinds: ReadonlySet<string> = new Set(['message', 'question', 'choice']);

/** What no other route takes, a last route without a match takes; but then the reply counts as an answer. */
const withoutNoMatch = (route: Route, node: Node, { semantics, context }: Work): readonly Route[] => {
  const same = node.routes.filter(isNoMatch);
  // Nobody replies to a node that does not wait.
  if (!mayWait(node) || same.slice(0, same.indexOf(route)).some((earlier) => earlier.if === undefined)) return [];
  if (!noMatchIsRoute(semantics)) {
    // Then every reply is taken, and none is left for this route.
    if (node.kind !== 'choice' && !keepsOpen(node)) return [];
    if (node.kind === 'choice' || ('variable' in node && node.variable !== undefined)) {
      context.report({
        code: 'reply-not-distinguished',
        at: route,
        loss: 'degraded',
        reason: 'The platform cannot tell replies that nothing matches from answers, so they count as answers.',
        fix: 'Do without a route for no-match here.',
      });
    }
  }
  context.rewritten(node);
  const { when: _when, ...rest } = route;
  return [context.provenance.derive(rest, route)];
};

/** A route without a match takes everything, so what was for no-match stands where it was tried among those. */
const inOrderTried = (routes: readonly Route[], before: readonly Route[], semantics: Semantics): readonly Route[] => {
  const known = new Set(before);
  const isNew = (route: Route): boolean => route.when === undefined && !known.has(route);
  if (!routes.some(isNew)) return routes;
  const [made, others] = [routes.filter(isNew), routes.filter((route) => !isNew(route))];
  return noMatchIsRoute(semantics) ? [...made, ...others] : [...others, ...made];
};

const dropped = (route: Route, what: string, context: LowerContext): readonly Route[] => {
  context.report({
    code: 'reply-not-distinguished',
    at: route,
    loss: 'dropped',
    reason: `The platform cannot tell ${what} from other replies, so this route is never taken.`,
    fix: 'Route on what the platform tells apart.',
  });
  return [];
};
