import type { Draft, DraftFlow, DraftNode } from '../adapter/draft.ts';
import type { Integration } from '../document/integration.ts';
import type { Node } from '../document/node.ts';
import type { Target } from '../document/target.ts';
import { goesOn } from '../lowering/goes-on.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { readBot } from '../reading/read-bot.ts';
import { nodeSchema } from '../schema/bot-schema.ts';
import type { BotNames } from './generated-group.ts';

/** A node of a draft, where it stands. */
export interface DraftEntry {
  readonly node: DraftNode;
  readonly flow: DraftFlow;
  readonly index: number;
  readonly name: string;
  /** Absent for what cannot be read. */
  readonly long?: Node;
}

/** A draft, to be looked up in. What shares its name with another is found by id alone. */
export interface DraftIndex {
  readonly entries: readonly DraftEntry[];
  nodeNamed(name: string): DraftEntry | undefined;
  flowNamed(name: string): DraftFlow | undefined;
  /** In the long form. */
  integrationNamed(name: string): Integration | undefined;
  hasIntegration(id: string): boolean;
  credentialNamed(name: string): string | undefined;
  readonly names: BotNames;
  /** The nodes that lead to a node, and `flow` for a flow that begins with it. */
  leadingTo(id: string): ReadonlySet<string>;
}

export const indexDraft = (draft: Draft, nodeKinds: readonly NodeKind[]): DraftIndex => {
  const schema = nodeSchema(nodeKinds);
  const entries = draft.flows.flatMap((flow) =>
    flow.nodes.map((node, index): DraftEntry => {
      const { marker: _, ...plain } = node;
      const { data } = schema.safeParse(plain);
      return { node, flow, index, name: node.name ?? node.id, ...(data !== undefined && { long: data }) };
    }),
  );
  const byId = new Map(entries.map((entry) => [entry.node.id, entry]));
  const integrations = longIntegrations(draft);
  const nodeNamed = byName(entries, ({ name }) => name);
  const flowNamed = byName(draft.flows, ({ id, name }) => name ?? id);
  const integrationNamed = byName(integrations, ({ name }) => name);
  const credentialNamed = byName(draft.credentials ?? [], ({ id, name }) => name ?? id);
  const flowsById = new Map(draft.flows.map((flow) => [flow.id, flow]));
  const integrationsById = new Map(integrations.map((integration) => [integration.id, integration]));
  const credentialsById = new Map((draft.credentials ?? []).map(({ id, name }) => [id, name ?? id]));
  const following = ({ id }: { readonly id: string }): Target => {
    const entry = byId.get(id);
    const next = entry?.flow.nodes[entry.index + 1];
    return next === undefined ? { end: 'flow' } : { node: next.id };
  };
  const leading = leads(entries, following);
  return {
    entries,
    nodeNamed: (name) => nodeNamed.get(name),
    flowNamed: (name) => flowNamed.get(name),
    integrationNamed: (name) => integrationNamed.get(name),
    hasIntegration: (id) => integrationsById.has(id),
    credentialNamed: (name) => credentialNamed.get(name)?.id,
    names: {
      node: (id) => byId.get(id)?.name,
      flow: (id) => {
        const flow = flowsById.get(id);
        return flow && (flow.name ?? flow.id);
      },
      integration: (id) => integrationsById.get(id)?.name,
      credential: (id) => credentialsById.get(id),
      scope: (variable) => draft.variables?.find(({ name }) => name === variable)?.scope ?? 'session',
      following,
    },
    leadingTo: (id) => leading.get(id) ?? none,
  };
};

const none: ReadonlySet<string> = new Set();

const byName = <T>(elements: readonly T[], nameOf: (element: T) => string): ReadonlyMap<string, T> => {
  const found = new Map<string, T>();
  const twice = new Set<string>();
  for (const element of elements) {
    const name = nameOf(element);
    if (found.has(name)) twice.add(name);
    found.set(name, element);
  }
  for (const name of twice) found.delete(name);
  return found;
};

const longIntegrations = ({ integrations = [], credentials = [] }: Draft): readonly Integration[] =>
  integrations.length === 0 ? [] : (readBot({ id: 'draft', integrations, credentials }).value?.integrations ?? []);

const leads = (entries: readonly DraftEntry[], following: (node: Node) => Target): ReadonlyMap<string, ReadonlySet<string>> => {
  const leading = new Map<string, Set<string>>();
  const note = (from: string, to: string): void => {
    leading.set(to, (leading.get(to) ?? new Set()).add(from));
  };
  for (const { node, index, long } of entries) {
    if (index === 0) note('flow', node.id);
    if (long === undefined) continue;
    const targets = [
      ...long.routes.map(({ to }) => to),
      ...(long.kind === 'jump' ? [long.to as Target] : goesOn(long) ? [long.next ?? 'next'] : []),
    ];
    for (const target of targets) {
      const to = target === 'next' ? following(long) : target;
      if (typeof to === 'object' && 'node' in to) note(long.id, to.node);
    }
  }
  return leading;
};
