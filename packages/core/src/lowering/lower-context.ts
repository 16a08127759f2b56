import type { Capabilities } from '../adapter/capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import type { Integration } from '../document/integration.ts';
import type { Node } from '../document/node.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import type { Target } from '../document/target.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import type { Provenance } from './provenance.ts';

/** What a bot is rewritten for. */
export interface LowerOptions {
  /** Id of the adapter: its own `platform` parts are carried, others are not. */
  readonly adapter: string;
  /** Effective: with those of the channel. */
  readonly capabilities: Capabilities;
  /** Of the platform: what the bot behaves like there. */
  readonly semantics: Semantics;
  readonly nodeKinds: readonly NodeKind[];
  /** Ready-made ones of plugins, which the nodes that plugin kinds are made of may call. */
  readonly integrations?: readonly Integration[];
  readonly provenance: Provenance;
  report(finding: TranslationFinding): void;
}

/** What the passes of a lowering share. */
export interface LowerContext extends LowerOptions {
  /** How the bot behaves as its author has it, complete: what no pass changes. */
  readonly author: Semantics;
  /** A node id and name nobody has: `rate-sort`. The node belongs to the group of the node it is made for. */
  fresh(from: Node, suffix: string): { readonly id: string; readonly name: string };
  /** The same for a node that is made for none of the author's: the wanted id and name, or such with a number. */
  freshAlone(wanted: { readonly id: string; readonly name: string }): { readonly id: string; readonly name: string };
  /** The same for an integration that is made for a node. */
  freshIntegration(from: Node, suffix: string): { readonly id: string; readonly name: string };
  /** Says that a node, keeping its id, now stands for the author's node in other words, so that it must be marked. */
  rewritten(node: Node): void;
  /** Says that what was made for a node comes back as it is: put back, the node would behave as the platform has it, not as its author. */
  staysRewritten(node: Node): void;
  /** Says that a node of the author's is taken out, and where what led to it leads instead. */
  gone(node: Node, to: Target): void;
  readonly groups: Groups;
}

/** Which elements were made for which of the author's nodes. */
export interface Groups {
  /** Ids of author's nodes that have a group. */
  readonly roots: ReadonlySet<string>;
  /** Ids of those among them that import must not put back. */
  readonly unmarked: ReadonlySet<string>;
  /** Ids of the nodes made for an author's node, beside the one that keeps its id, in the order they were made. */
  nodesOf(root: string): readonly string[];
  integrationsOf(root: string): readonly string[];
  /** Where links to a node lead that was taken out; undefined for one that is there. */
  insteadOf(node: string): Target | undefined;
}

/** One step of a lowering: pure, and a bot that needs nothing comes out as it went in (the same object). */
export type Pass = (bot: Bot, context: LowerContext) => Bot;

export const createLowerContext = (bot: Bot, options: LowerOptions): LowerContext => {
  const ids = new Set(bot.flows.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const names = new Set(bot.flows.flatMap(({ nodes }) => nodes.map(({ name }) => name)));
  const integrationIds = new Set(bot.integrations.map(({ id }) => id));
  const integrationNames = new Set(bot.integrations.map(({ name }) => name));
  const rootOf = new Map<string, string>();
  const roots = new Set<string>();
  const unmarked = new Set<string>();
  const nodes = new Map<string, string[]>();
  const integrations = new Map<string, string[]>();
  const gone = new Map<string, Target>();
  const root = ({ id }: Node): string => rootOf.get(id) ?? id;
  const join = (lists: Map<string, string[]>, from: Node, id: string): void => {
    const owner = root(from);
    roots.add(owner);
    lists.set(owner, [...(lists.get(owner) ?? []), id]);
  };
  const said = new Set<string>();
  return {
    ...options,
    // What is true of two elements made of one is said once.
    report: (finding) => {
      const key = JSON.stringify([finding.code, options.provenance.placeOf(finding.at), finding.loss, finding.reason]);
      if (said.has(key)) return;
      said.add(key);
      options.report(finding);
    },
    author: { ...neutralSemantics, ...bot.semantics },
    fresh: (from, suffix) => {
      const id = free(`${from.id}-${suffix}`, '-', ids);
      rootOf.set(id, root(from));
      join(nodes, from, id);
      return { id, name: free(`${from.name} ${suffix}`, ' ', names) };
    },
    freshAlone: ({ id, name }) => ({ id: free(id, '-', ids), name: free(name, ' ', names) }),
    freshIntegration: (from, suffix) => {
      const id = free(`${from.id}-${suffix}`, '-', integrationIds);
      join(integrations, from, id);
      return { id, name: free(`${from.name} ${suffix}`, ' ', integrationNames) };
    },
    rewritten: (node) => void roots.add(root(node)),
    staysRewritten: (node) => void unmarked.add(root(node)),
    gone: (node, to) => void gone.set(node.id, to),
    groups: {
      roots,
      unmarked,
      nodesOf: (id) => nodes.get(id) ?? [],
      integrationsOf: (id) => integrations.get(id) ?? [],
      insteadOf: (id) => gone.get(id),
    },
  };
};

const free = (wanted: string, separator: string, taken: Set<string>): string => {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${separator}${number}`;
  taken.add(name);
  return name;
};
