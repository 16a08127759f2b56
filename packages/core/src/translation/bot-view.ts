import type { BotView, ResolvedTarget, ViewNode } from '../adapter/bot-view.ts';
import type { ElementKind, PlatformAdapter } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import type { Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { Provenance } from '../lowering/provenance.ts';
import type { ElementKeys } from './element-ids.ts';

/** A lowered bot as an adapter sees it. */
export const botView = (bot: Bot, adapter: PlatformAdapter, imported: ElementKeys, provenance: Provenance): BotView => {
  const nodes = new Map<string, { readonly node: Node; readonly following: Node | undefined }>();
  const kinds = new Map<object, ElementKind>();
  const flows = bot.flows.map((flow) =>
    provenance.derive({ ...flow, nodes: flow.nodes.map((node) => provenance.derive(withText(node), node)) }, flow),
  );
  for (const flow of flows) {
    kinds.set(flow, 'flow');
    for (const [index, node] of flow.nodes.entries()) {
      kinds.set(node, 'node');
      nodes.set(node.id, { node, following: flow.nodes[index + 1] });
    }
  }
  for (const integration of bot.integrations) kinds.set(integration, 'integration');
  for (const credential of bot.credentials) kinds.set(credential, 'credential');
  const flowsById = new Map(flows.map((flow) => [flow.id, flow]));
  const integrations = new Map(bot.integrations.map((integration) => [integration.id, integration]));
  const credentials = new Map(bot.credentials.map((credential) => [credential.id, credential]));
  const keys = keysFor(adapter, imported);

  const follow = ({ id }: { readonly id: string }, target: Target): ResolvedTarget => {
    if (target === 'repeat') return { node: id };
    if (target !== 'next') return target;
    const following = nodes.get(id)?.following;
    return following ? { node: following.id } : { end: 'flow' };
  };

  return {
    ...bot,
    flows,
    nodes: flows.flatMap((flow) => flow.nodes),
    semantics: { ...neutralSemantics, ...bot.semantics },
    options: bot.platformOptions?.[adapter.id],
    flow: (id) => existing('flow', id, flowsById.get(id)),
    node: (id) => existing('node', id, nodes.get(id)?.node) as ViewNode,
    integration: (id) => existing('integration', id, integrations.get(id)),
    credential: (id) => existing('credential', id, credentials.get(id)),
    key: (element) => keys(kinds.get(element) ?? 'node', element.id),
    follow,
    routeTo: ({ id }, outcome) => {
      const { node } = existing('node', id, nodes.get(id));
      const target = targetOf(node, outcome);
      return follow(node, target);
    },
  } as BotView;
};

const withText = (node: Node): Node =>
  node.kind === 'message'
    ? ({ ...node, text: node.content.flatMap((content) => (content.kind === 'text' ? [content.text] : [])).join('\n') } as Node)
    : node;

/** `next` serves success, and every outcome of a node that has no routes at all; else the flow ends. */
const targetOf = ({ routes, next = 'next' }: Node, outcome: string): Target => {
  const takes = (word: string) => routes.find(({ when }: Route) => when !== undefined && 'is' in when && when.is === word);
  const route =
    takes(outcome) ??
    (outcome === 'success' ? undefined : takes('failure')) ??
    takes('other') ??
    routes.find(({ when }) => when === undefined);
  if (route) return route.to;
  return outcome === 'success' || routes.length === 0 ? next : { end: 'flow' };
};

const existing = <T>(kind: ElementKind, id: string, element: T | undefined): T => {
  if (element !== undefined) return element;
  throw new DragomanError(`The bot has no ${kind} ${id}.`, { code: 'unsupported' });
};

/** Imported elements keep their keys; new ones get one that none has. */
const keysFor = (adapter: PlatformAdapter, imported: ElementKeys): ((kind: ElementKind, id: string) => string) => {
  const given = new Map<string, string>();
  const owners = new Map<string, string>();
  return (kind, id) => {
    const known = imported.keyOf(kind, id) ?? given.get(`${kind}/${id}`);
    if (known !== undefined) return known;
    const wanted = adapter.newKey(kind, id);
    const isFree = (key: string): boolean => !imported.isTaken(kind, key) && !owners.has(`${kind}/${key}`);
    let key = wanted;
    for (let number = 2; !isFree(key); number++) key = `${wanted}-${number}`;
    given.set(`${kind}/${id}`, key);
    owners.set(`${kind}/${key}`, id);
    return key;
  };
};
