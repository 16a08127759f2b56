import { type Bot, type ChoiceNode, type Json, type Node, parseTemplate, plainTextMatch, printReference } from '@dragoman/core';
import { canonicalBot } from '../../platform/canonical-bot.ts';

/**
 * What a bot means, as data: without ids and names; each call with its integration in place, as some platforms write it,
 * so that integrations nothing calls mean nothing; a reply that is taken whatever it is goes on by `next`.
 */
export const meaningOf = (bot: Bot): Json => {
  const { integrations, flows, ...rest } = canonicalBot({
    ...bot,
    flows: bot.flows.map((flow) => ({ ...flow, nodes: flow.nodes.map((node) => plainlyLeft(plainlyAsked(node), bot)) })),
  });
  const integrationOf = (words: unknown): unknown => integrations[Number(/\d+$/.exec(String(words))?.[0]) - 1] ?? words;
  const inPlace = flows.map((flow) => ({
    ...flow,
    // Which of several triggers of a flow accepts makes no difference, nor that it says one twice.
    triggers: [...new Map(flow.triggers.map((trigger) => [JSON.stringify(trigger), trigger] as const)).entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, trigger]) => trigger),
    nodes: flow.nodes.map((node) =>
      withoutDetours('integration' in node ? { ...node, integration: integrationOf(node.integration) } : node),
    ),
  }));
  return JSON.parse(
    JSON.stringify({ ...rest, flows: inPlace }, (_key, value: unknown) => plainWrite(plainComparison(plainOperand(alone(value))), bot)),
  ) as Json;
};

/** A text of the consumer is the same in whichever words a route asks for it. */
const plainlyAsked = (node: Node): Node => ({
  ...node,
  routes: node.routes.map((route) => {
    const { when } = route;
    return when !== undefined && ('equals' in when || 'pattern' in when || 'regex' in when)
      ? { ...route, when: plainTextMatch(when) }
      : route;
  }),
});

/**
 * A question left by whatever is said, or a condition left whatever holds: by a plain route, or by `next`. Behind such a
 * route nothing is tried, except where others are tried before it wherever they stand.
 */
const plainlyLeft = (node: Node, { semantics }: Bot): Node => {
  if (node.kind === 'choice') return withoutUnusedWay(node as ChoiceNode, semantics);
  if ((node.kind !== 'question' || node.waits === false) && node.kind !== 'condition') return node;
  const last = node.routes.findIndex(
    ({ when, if: condition, set, say }) => when === undefined && condition === undefined && set === undefined && say === undefined,
  );
  const route = node.routes[last];
  const isLast = node.kind === 'condition' || (semantics?.routeOrder ?? 'document') === 'document';
  const routes = isLast ? node.routes.slice(0, last) : node.routes.toSpliced(last, 1);
  return route ? ({ ...node, routes, next: route.to } as Node) : node;
};

/** A choice whose options all have a route, or one for whatever is said, never goes on by `next`; nor one with no-match, where that is tried before. */
const withoutUnusedWay = (node: ChoiceNode, semantics: Bot['semantics']): Node => {
  const always = node.routes.filter((route) => route.if === undefined).map(({ when }) => when);
  const isTaken = (id: string): boolean => always.some((when) => when === undefined || ('option' in when && when.option === id));
  const { next: _next, ...rest } = node;
  const isNoMatchFirst = (semantics?.routeOrder ?? 'document') !== 'document';
  if (isNoMatchFirst && always.some((when) => when !== undefined && 'outcome' in when && when.outcome === 'no-match')) return rest as Node;
  return node.options.every(({ id }) => isTaken(id)) ? (rest as Node) : node;
};

/** Routes of a condition that lead where it goes on anyway decide nothing. Where a call goes on, the table of its ways says. */
const withoutDetours = ({ onward, ...node }: Fields): Fields => {
  if (node.kind === 'api') return node;
  const ways = node.ways as readonly Fields[];
  if (node.kind !== 'condition') return { ...node, onward };
  const last = ways.findLastIndex(
    ({ if: _if, to, ...rest }) => Object.keys(rest).length > 0 || JSON.stringify(to) !== JSON.stringify(onward),
  );
  return { ...node, onward, ways: ways.slice(0, last + 1) };
};

type Fields = { readonly [field: string]: unknown };

/** A template that is one placeholder alone is the variable it reads, one without any the text it says. */
const plainOperand = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('template' in value) || Object.keys(value).length > 1) return value;
  const [part, ...others] = parseTemplate(String(value.template)).tree;
  if (others.length === 0 && part?.kind !== 'placeholder') return { literal: part?.text ?? '' };
  if (part?.kind !== 'placeholder' || others.length > 0) return value;
  const { root, segments } = part.reference;
  const [named] = root === 'var' && segments.length === 1 ? segments : [];
  if (named && 'name' in named) return { variable: named.name };
  return { variable: segments.length === 0 ? root : printReference(part.reference).slice(2, -2) };
};

/** Of one condition, any and all are that one. */
const alone = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return value;
  const [parts] = Object.entries(value).flatMap(([word, list]) => (word === 'any' || word === 'all' ? [list as unknown] : []));
  return Array.isArray(parts) && parts.length === 1 ? alone(parts[0]) : value;
};

/** What a text contains is a text, however it was written. */
const plainComparison = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('op' in value) || value.op !== 'contains' || !('right' in value)) return value;
  const { right } = value;
  const isNumber = typeof right === 'object' && right !== null && 'literal' in right && typeof right.literal === 'number';
  return isNumber ? { ...value, right: { literal: String(right.literal) } } : value;
};

/** A write that names the scope a variable has anyway names none. */
const plainWrite = (value: unknown, { variables }: Bot): unknown => {
  if (typeof value !== 'object' || value === null || !('variable' in value && 'scope' in value)) return value;
  const { scope, ...rest } = value;
  const declared = variables.find(({ name }) => name === rest.variable)?.scope ?? 'session';
  return scope === declared ? rest : value;
};
