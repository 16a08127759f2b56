import type { Capabilities } from '../adapter/capabilities.ts';
import type { Content } from '../document/content.ts';
import type { HandoffNode, MessageNode, Node, QuestionNode } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import { decisionsOf } from './decisions.ts';
import { es5Literal } from './es5-predicate.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { keepsOpen, madeNode, settled } from './made-node.ts';
import { isNoMatch, noMatchIsRoute } from './no-match.ts';
import { withoutVariable } from './reply-variable.ts';
import { type NodeContext, rewriteNodes } from './rewrite-nodes.ts';

export const nodeFieldCodes = {
  'wait-not-carried': 'The platform decides by the kind of a node whether it waits.',
  'delay-not-carried': 'The platform cannot pause before a node.',
  'retry-text-not-carried': 'The platform has no text for replies that nothing takes.',
  'skip-not-carried': 'The platform cannot pass over a question whose variable has a value.',
  'question-variable-not-carried': 'The platform cannot store the reply to a question.',
  'fixed-field-not-carried': 'A node always has another value there, which nobody can set.',
  'handoff-field-not-carried': 'The platform cannot say this when it hands a conversation over.',
} as const;

/** Leaves nodes with the fields that are listed; other nodes say the rest. */
export const lowerNodeFields: Pass = (bot, context) => {
  return [
    withoutDelay,
    withListedWait,
    withoutForcedWait,
    withoutSkip,
    withoutRetry,
    withoutVariable(bot),
    withListedHandoff,
    withFixed,
  ].reduce((made, step) => rewriteNodes(made, context, (node, place) => step(node, place, context)), bot);
};

type Step = (node: Node, place: NodeContext, context: LowerContext) => readonly Node[] | undefined;

/** What a node always has there, it has. */
const withFixed: Step = (node, _place, { capabilities: { fixed }, report }) => {
  if (node.kind === 'wait') return withFixedField(node, 'timeoutMs', fixed.waitTimeoutMs, undefined, report);
  if (node.kind !== 'list') return undefined;
  const isWhole = node.pageSize !== undefined && node.pageSize === fixed.wholeList;
  const [paged = node] = isWhole ? [node] : (withFixedField(node, 'pageSize', fixed.pageSize, 9, report) ?? []);
  const [labelled = paged] = withFixedField(paged, 'nextLabel', fixed.nextLabel, 'Next', report) ?? [];
  return labelled === node ? undefined : [labelled];
};

const withFixedField = (
  node: Node,
  field: string,
  fixed: number | string | undefined,
  usual: number | string | undefined,
  report: LowerContext['report'],
): readonly Node[] | undefined => {
  const said = (node as { readonly [name: string]: unknown })[field] ?? usual;
  if (fixed === undefined || said === fixed) return undefined;
  const reason = `The platform does not let ${field} of a node be set; it is ${JSON.stringify(fixed)} there.`;
  report({ code: 'fixed-field-not-carried', at: node, loss: 'degraded', reason });
  // What it has anyway need not be said.
  const { [field]: _said, ...rest } = node as Node & { readonly [name: string]: unknown };
  return [(fixed === usual ? rest : { ...rest, [field]: fixed }) as Node];
};

const withoutDelay: Step = (node, _place, { capabilities, report }) => {
  if (node.delayMs === undefined || capabilities.nodeFields.includes('delayMs')) return undefined;
  const { delayMs, ...rest } = node;
  if (delayMs > 0) report({ code: 'delay-not-carried', at: node, loss: 'degraded', reason: 'The platform cannot pause before a node.' });
  return [rest as Node];
};

const waitsByKind: ReadonlySet<string> = new Set(['question', 'choice', 'list']);

/** Kinds that can do either. What else waits does so whatever is said. */
const mayDoEither: ReadonlySet<string> = new Set(['message', 'question', 'choice', 'list', 'platform']);

/** Whether the platform waits at a node that says so. */
const maySayWaits = (node: Node, { waits }: Pick<Capabilities, 'waits'>): boolean => {
  if (node.kind === 'platform') return waits.platform !== undefined;
  const content = contentKindOf(node);
  return content !== undefined && waits[content] !== undefined;
};

const contentKindOf = (node: Node): Content['kind'] | undefined => {
  if (node.kind !== 'message') return undefined;
  const [only, ...others] = (node as MessageNode).content;
  return others.length === 0 ? only?.kind : undefined;
};

/** What waits whatever it says is left at once by its script: a jump of `after` still sends, and does not wait. */
const withoutForcedWait: Step = (node, place, context) => {
  const { waits, hooks, scripts, nodes } = context.capabilities;
  const content = contentKindOf(node);
  if (content === undefined || node.waits || waits[content] !== 'always') return undefined;
  const canLeave = hooks.includes('after') && scripts.includes('es5') && nodes.includes('script') && node.hooks?.after === undefined;
  if (!canLeave) {
    context.report({
      code: 'wait-not-carried',
      at: node,
      loss: 'degraded',
      reason: 'The platform waits for a reply at such a node.',
      fix: 'Let what comes next begin with a reply.',
    });
    return [{ ...node, waits: true, routes: alwaysTaken(node) } as Node];
  }
  context.rewritten(node);
  const { routes, ...shown } = settled(context, node, place);
  const onward = madeNode(context, node, 'on', { kind: 'script', dialect: 'es5', source: '', routes, next: place.onward });
  const after = { dialect: 'es5', source: `goto(${es5Literal(onward.name)});` };
  return [{ ...shown, waits: true, hooks: { ...node.hooks, after }, routes: [], next: { node: onward.id } } as Node, onward];
};

const withListedWait: Step = (node, _place, { capabilities, report, rewritten }) => {
  if (node.waits === undefined || capabilities.nodeFields.includes('waits') || (node.waits && maySayWaits(node, capabilities)))
    return undefined;
  const { waits, ...rest } = node;
  const plain = rest as Node;
  if (waits === waitsByKind.has(node.kind) || !mayDoEither.has(node.kind)) return [plain];
  const { nodes } = capabilities;
  if (node.kind === 'message' && nodes.includes('question')) {
    const { content, ...message } = rest as Omit<MessageNode, 'waits'>;
    const [only, ...others] = content;
    if (only?.kind === 'text' && others.length === 0) {
      rewritten(node);
      return [{ ...message, kind: 'question', text: only.text }];
    }
  }
  if (node.kind === 'question' && nodes.includes('message')) {
    const { text, variable: _variable, retryText: _retry, skipIfSet, ...question } = rest as Omit<QuestionNode, 'waits'>;
    if (!skipIfSet) {
      rewritten(node);
      return [{ ...question, kind: 'message', content: [{ kind: 'text', text }], routes: alwaysTaken(node) }];
    }
  }
  report({
    code: 'wait-not-carried',
    at: node,
    loss: waits ? 'dropped' : 'degraded',
    reason: waits ? 'The platform does not wait for a reply at such a node.' : 'The platform waits for a reply at such a node.',
    fix: 'Use a kind of node that does what is meant.',
  });
  return [waits ? { ...plain, routes: alwaysTaken(node) } : plain];
};

/** What is left of a node's routes when it does not wait. */
const alwaysTaken = ({ routes }: Node): readonly Route[] => routes.filter(({ when }) => when === undefined);

const withoutSkip: Step = (node, place, context) => {
  if (node.kind !== 'question') return undefined;
  const { skipIfSet, ...rest } = node as QuestionNode;
  if (skipIfSet === undefined || context.capabilities.questionFields.includes('skipIfSet')) return undefined;
  const { variable } = rest;
  if (!skipIfSet || variable === undefined) return [rest];
  // An empty text counts as no value, which `is-set` alone does not see.
  const { areMade, operators } = decisionsOf(context);
  const canDecide = areMade && operators.has('is-set') && operators.has('equals');
  if (!canDecide || rest.hooks?.after !== undefined) {
    context.report({
      code: 'skip-not-carried',
      at: node,
      loss: 'dropped',
      reason: 'The platform asks this question also when its variable has a value.',
      fix: 'Decide it in a condition node in front.',
    });
    return [rest];
  }
  const { before, ...hooks } = rest.hooks ?? {};
  const { hooks: _hooks, id: _id, name: _name, ...question } = settled(context, rest, place) as QuestionNode;
  const asked = madeNode(context, node, 'ask', { ...question, ...(Object.keys(hooks).length > 0 && { hooks }) });
  const first: Node = {
    id: node.id,
    name: node.name,
    kind: 'condition',
    ...(before && { hooks: { before } }),
    routes: [
      { if: { left: { variable }, op: 'equals', right: { literal: '' } }, to: { node: asked.id } },
      { if: { left: { variable }, op: 'is-set' } as const, to: place.onward },
    ].map((route): Route => context.provenance.derive(route as Route, node)),
    next: { node: asked.id },
  };
  return [first, asked];
};

const withoutRetry: Step = (node, place, context) => {
  if (node.kind !== 'question') return undefined;
  const { retryText, ...rest } = node as QuestionNode;
  if (retryText === undefined || context.capabilities.questionFields.includes('retryText')) return undefined;
  // Then some route, or the node itself, takes every reply.
  if (!keepsOpen(rest) || rest.routes.some((route) => route.if === undefined && (route.when === undefined || isNoMatch(route))))
    return [rest];
  // Where it is a route, no-match would come before those without a match, and store the reply.
  const asLast = noMatchIsRoute(context.semantics);
  const { replies, questionFields } = context.capabilities;
  const canSay = replies.includes('no-match') && !rest.routes.some(isNoMatch);
  // What the platform does not store by itself is stored by the routes that take a reply.
  const canRetry = asLast ? rest.variable === undefined || (canSay && !questionFields.includes('variable')) : canSay;
  const isPlain = asLast && rest.variable === undefined;
  if (!canRetry || rest.skipIfSet) {
    context.report({
      code: 'retry-text-not-carried',
      at: node,
      loss: 'degraded',
      reason: 'The platform says nothing of this question to a reply that no route takes.',
      fix: 'Route no-match to a message.',
    });
    return [rest];
  }
  const asked = settled(context, rest, place) as QuestionNode;
  const onReply = rest.hooks?.onReply;
  const { id: _id, name: _name, hooks: _hooks, delayMs: _delay, text: _text, ...again } = asked;
  const made = context.fresh(node, 'retry');
  const noMatch = context.provenance.derive<Route>({ ...(!isPlain && { when: { outcome: 'no-match' } }), to: { node: made.id } }, node);
  // The reply's hook runs for routes only, and a retry is none: it must not see this one.
  if (onReply) {
    context.report({
      code: 'retry-text-not-carried',
      at: node,
      loss: 'degraded',
      reason: 'The script of the reply runs also for replies that no route takes.',
    });
  }
  const retry: Node = context.provenance.derive(
    { ...again, ...made, text: retryText, ...(onReply && { hooks: { onReply } }), routes: [...asked.routes, noMatch] },
    node,
  );
  return [{ ...asked, routes: [...asked.routes, noMatch] }, retry];
};

const withListedHandoff: Step = (node, place, context) => {
  if (node.kind !== 'handoff' || !context.capabilities.nodes.includes('handoff')) return undefined;
  const { queue, message, context: rows, ...rest } = node as HandoffNode;
  const listed = new Set(context.capabilities.handoffFields);
  const keeps = { queue: listed.has('queue'), message: listed.has('message'), context: listed.has('context') };
  if ((queue === undefined || keeps.queue) && (message === undefined || keeps.message) && (rows === undefined || keeps.context))
    return undefined;
  const report = (at: object, reason: string): void => context.report({ code: 'handoff-field-not-carried', at, loss: 'dropped', reason });
  if (queue !== undefined && !keeps.queue) report(node, 'The platform cannot name a queue, so anybody may take the conversation.');
  if (rows !== undefined && rows.length > 0 && !keeps.context) report(rows, 'The platform cannot tell the person what this says.');
  const bare = {
    ...rest,
    ...(queue !== undefined && keeps.queue && { queue }),
    ...(message !== undefined && keeps.message && { message }),
    ...(rows !== undefined && keeps.context && { context: rows }),
  };
  if (message === undefined || keeps.message) return [bare];
  if (!context.capabilities.nodes.includes('message') || rest.hooks?.after !== undefined) {
    report(node, 'The platform says nothing when it hands over.');
    return [bare];
  }
  const { before, ...hooks } = rest.hooks ?? {};
  const { id: _id, name: _name, hooks: _hooks, delayMs, ...handoff } = settled(context, bare, place) as HandoffNode;
  const given = madeNode(context, node, 'hand-over', { ...handoff, ...(Object.keys(hooks).length > 0 && { hooks }) });
  const said: Node = {
    id: node.id,
    name: node.name,
    kind: 'message',
    content: [{ kind: 'text', text: message }],
    ...(before && { hooks: { before } }),
    ...(delayMs !== undefined && { delayMs }),
    routes: [],
    next: { node: given.id },
  };
  return [said, given];
};
