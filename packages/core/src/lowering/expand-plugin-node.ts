import type * as z from 'zod';
import type { Capabilities } from '../adapter/capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Node, PluginNode } from '../document/node.ts';
import type { Target } from '../document/target.ts';
import { DragomanError } from '../dragoman-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { plainJson } from '../reading/plain-json.ts';
import { quote } from '../reading/quote.ts';
import { shapeFindings } from '../reading/shape-findings.ts';
import { pluginNodeFields } from '../schema/node-schema.ts';
import { withAuthorFields } from './author-fields.ts';
import { goesOn } from './goes-on.ts';
import { groupProblem } from './group-problem.ts';
import { keepsOpen } from './made-node.ts';
import { outcomeTargets } from './outcome-targets.ts';

/** Where a node stands that is replaced by a group. */
export interface GroupPlace {
  /** The node below it, else the end of the flow. */
  readonly following: Target;
  /** Where it goes on when nothing says otherwise. */
  readonly onward: Target;
}

/** What the lowering of plugin kinds works with. */
export interface Expander {
  readonly capabilities: Capabilities;
  readonly nodeKinds: ReadonlyMap<string, NodeKind>;
  /** Of nodes in the short form. */
  readonly schema: z.ZodType<Node>;
  readonly flows: ReadonlySet<string>;
  /** Ids. */
  readonly integrations: ReadonlySet<string>;
  fresh(from: Node, suffix: string): { readonly id: string; readonly name: string };
  derive<T extends object>(made: T, from: object): T;
}

export interface Expansion {
  /** In core kinds and listed plugin kinds; the first keeps the id and the name. */
  readonly nodes: readonly Node[];
  readonly findings: readonly TranslationFinding[];
}

export const isPluginNode = (node: Node): node is PluginNode => node.kind.includes('/');

/**
 * Says a node of a plugin's kind in the words of its `lower`, and again as long as plugin kinds are among them. Throws
 * `internal`, naming the kind, for a `lower` that makes what is no part of a bot.
 */
export const expandPluginNode = (node: PluginNode, place: GroupPlace, expander: Expander): Expansion => {
  const budget = { nodesLeft: mostNodes };
  return expand(node, place, expander, budget, 0);
};

const mostNodes = 500;
const deepest = 20;

const expand = (node: PluginNode, place: GroupPlace, expander: Expander, budget: { nodesLeft: number }, depth: number): Expansion => {
  const kind = expander.nodeKinds.get(node.kind);
  if (kind?.lower === undefined) throw wrongLowering(node.kind, 'It is made of this kind, which has no `lower`');
  const { nodes: local, loss } = lowered(kind, node, expander.capabilities);
  budget.nodesLeft -= local.length;
  if (depth >= deepest || budget.nodesLeft < 0)
    throw wrongLowering(kind.kind, 'Its `lower` goes on and on: what it makes has to be lowered again, without an end');

  const outcomes = outcomeTargets(node, kind, place, expander);
  const core = readNodes(local, node, kind, place, expander, outcomes.targetOf);
  const placed = withAuthorFields(core, node);
  const problem = groupProblem(placed.nodes, [...expander.nodeKinds.values()], (id) => expander.integrations.has(id));
  if (problem !== undefined) throw wrongLowering(kind.kind, problem);
  const below = (index: number): Target => {
    const next = placed.nodes[index + 1];
    return next === undefined ? place.onward : { node: next.id };
  };
  const inner = placed.nodes.map((made, index): Expansion => {
    if (!isPluginNode(made) || expander.capabilities.nodes.includes(made.kind)) return { nodes: [made], findings: [] };
    const following = below(index);
    const onward = made.next === undefined || made.next === 'next' ? following : made.next === 'repeat' ? { node: made.id } : made.next;
    return expand(made, { following, onward }, expander, budget, depth + 1);
  });
  return {
    nodes: [
      ...withExit(
        inner.flatMap(({ nodes }) => nodes),
        node,
        place,
        outcomes.nodes().length > 0,
        expander,
      ),
      ...outcomes.nodes(),
    ],
    findings: [
      ...(loss === undefined ? [] : [{ code: 'plugin-loss', loss: 'degraded' as const, reason: loss }]),
      ...outcomes.findings,
      ...placed.findings,
      ...inner.flatMap(({ findings }) => findings),
    ],
  };
};

/** The last node goes where the author's node went on. */
const withExit = (
  nodes: readonly Node[],
  author: Node,
  { onward }: GroupPlace,
  isFollowed: boolean,
  { fresh }: Expander,
): readonly Node[] => {
  const last = nodes.at(-1);
  if (last === undefined || (last.next !== undefined && last.next !== 'next') || !goesOn(last)) return nodes;
  const isNatural = !isFollowed && (author.next === undefined || author.next === 'next');
  if (isNatural) return nodes;
  // With `next` a question would take every reply; only when it is passed over it goes on.
  if (keepsOpen(last)) return [...nodes, { ...fresh(author, 'on'), kind: 'condition', routes: [], next: onward }];
  return nodes.with(-1, { ...last, next: onward });
};

const lowered = (
  kind: NodeKind,
  node: PluginNode,
  capabilities: Capabilities,
): { readonly nodes: readonly JsonObject[]; readonly loss?: string } => {
  const fields = Object.fromEntries(Object.entries(node).filter(([name]) => !Object.hasOwn(pluginNodeFields, name)));
  let made: unknown;
  try {
    made = kind.lower?.(plainJson(fields).value, { capabilities });
  } catch (cause) {
    throw wrongLowering(kind.kind, `Its \`lower\` failed: ${cause instanceof Error ? cause.message : 'it threw'}`, cause);
  }
  const { value, findings } = plainJson(made);
  if (findings.length > 0 || !isJsonObject(value)) throw wrongLowering(kind.kind, 'Its `lower` gives something that is not plain data');
  const { nodes, loss } = value;
  if (!Array.isArray(nodes) || nodes.length === 0) throw wrongLowering(kind.kind, 'Its `lower` gives no nodes');
  if (loss !== undefined && typeof loss !== 'string') throw wrongLowering(kind.kind, 'The loss it names is not a sentence');
  return { nodes: nodes as readonly JsonObject[], ...(loss !== undefined && { loss }) };
};

/** The nodes in the long form, with ids of the bot instead of those of the group. */
const readNodes = (
  local: readonly JsonObject[],
  author: PluginNode,
  kind: NodeKind,
  { onward }: GroupPlace,
  { schema, flows, fresh }: Expander,
  targetOf: (outcome: string) => Target,
): readonly Node[] => {
  const wrong = (reason: string): DragomanError => wrongLowering(kind.kind, reason);
  const ids = new Map<string, { readonly id: string; readonly name: string }>();
  for (const node of local) {
    const id = isJsonObject(node) ? node.id : undefined;
    if (typeof id !== 'string' || id === '' || id === 'next' || id === 'repeat') throw wrong('One of its nodes has no id');
    if (ids.has(id)) throw wrong(`Two of its nodes are called ${quote(id)}`);
    ids.set(id, ids.size === 0 ? { id: author.id, name: author.name } : fresh(author, id));
  }
  const inBot = (id: Json | undefined): Json => {
    const named = typeof id === 'string' ? ids.get(id) : undefined;
    if (named === undefined) throw wrong(`It goes to ${quote(String(id))}, which is none of its nodes`);
    return { node: named.id };
  };
  const target = (to: Json, isLast: boolean): Json => {
    if (to === 'next') return isLast ? (onward as Json) : to;
    if (to === 'repeat') return to;
    if (typeof to === 'string') return inBot(to);
    if (!isJsonObject(to)) return to;
    if ('node' in to) return inBot(to.node);
    if ('flow' in to && !flows.has(String(to.flow)))
      throw wrong(`It goes to a flow ${quote(String(to.flow))}, which the bot does not have`);
    if (!('outcome' in to)) return to;
    if (typeof to.outcome !== 'string' || !kind.outcomes.includes(to.outcome))
      throw wrong(`It leaves by the outcome ${quote(String(to.outcome))}, which it does not declare`);
    return targetOf(to.outcome) as Json;
  };
  return local.map((node, index) => {
    const isLast = index === local.length - 1;
    const links = {
      ...(Array.isArray(node.routes) && {
        routes: node.routes.map((route: Json) =>
          isJsonObject(route) && route.to !== undefined ? { ...route, to: target(route.to, isLast) } : route,
        ),
      }),
      ...(node.next !== undefined && { next: target(node.next, isLast) }),
      ...(node.kind === 'jump' && node.to !== undefined && { to: target(node.to, isLast) }),
    };
    const parsed = schema.safeParse({ ...node, ...links, ...ids.get(node.id as string) }, { reportInput: true });
    if (!parsed.success) {
      const [first] = shapeFindings(parsed.error.issues);
      throw wrong(
        `Its node ${quote(String(node.id))} is no node: ${[...(first?.path ?? []), ''].join('.').replace(/\.$/, ': ')}${first?.reason ?? ''}`,
      );
    }
    if (parsed.data.kind === 'start') throw wrong('A start node cannot stand in the middle of a flow');
    return parsed.data;
  });
};

const wrongLowering = (kind: string, reason: string, cause?: unknown): DragomanError =>
  new DragomanError(`The node kind ${quote(kind)} is lowered wrongly. ${reason.replace(/\.$/, '')}.`, {
    code: 'internal',
    source: kind,
    ...(cause !== undefined && { cause }),
  });
