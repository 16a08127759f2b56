import type { Draft, DraftNode } from '../adapter/draft.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { BotInput, NodeInput } from '../input/bot-input.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { quote } from '../reading/quote.ts';
import { type DraftIndex, indexDraft } from './draft-index.ts';
import { type MarkedGroup, readMarkedGroup } from './marked-group.ts';
import { type AuthorNode, readAuthorNode } from './read-author-node.ts';
import { restoreCodes } from './restore-codes.ts';

export interface RestoreOptions {
  readonly nodeKinds: readonly NodeKind[];
  report(finding: TranslationFinding): void;
}

export interface Restored {
  /** Without markers. */
  readonly draft: Omit<Draft, 'flows'> & Pick<BotInput, 'flows'>;
  /** Elements of the draft that was given, each with the one that stands in its place. */
  readonly replaced: ReadonlyMap<object, object>;
}

/**
 * Puts back what a translation into the platform had rewritten: groups whose marker still fits them become the element
 * they were made of. A group that was changed since stays as it is, and is reported. Never throws, whatever the markers
 * say.
 */
export const restoreMarked = (draft: Draft, { nodeKinds, report }: RestoreOptions): Restored => {
  if (!hasMarkers(draft)) return { draft: draft as Restored['draft'], replaced: new Map() };
  const index = indexDraft(draft, nodeKinds);
  const { groups, problems } = readGroups(index, nodeKinds);
  const rootOf = new Map([...groups.values()].flatMap(({ group }) => group.others.map(({ node }) => [node, group.root.node] as const)));
  const removed = new Set([...rootOf.keys()].map(({ id }) => id));
  const isThere = (id: string): boolean => !removed.has(id);

  const restored = replaceNodes(draft, (node, below) => {
    if (rootOf.has(node)) return undefined;
    const found = groups.get(node);
    return found === undefined ? withoutMarker(node) : (found.author.place(below(isThere), isThere) as NodeInput);
  });
  for (const [node, root] of rootOf) {
    const stands = restored.replaced.get(root);
    if (stands !== undefined) restored.replaced.set(node, stands);
  }
  for (const [node, problem] of problems) {
    const at = restored.replaced.get(node) ?? node;
    report({
      code: problem,
      loss: problem === 'group-changed' ? 'assumed' : 'none',
      at,
      reason: reasonOf(problem, node),
      fix: restoreFixes[problem],
    });
  }
  return { draft: { ...restored.draft, ...integrationsOf(restored.draft, draft, [...groups.values()]) }, replaced: restored.replaced };
};

/** The draft as it stands, with its markers unread. */
export const withoutMarkers = (draft: Draft): Restored =>
  hasMarkers(draft) ? replaceNodes(draft, withoutMarker) : { draft: draft as Restored['draft'], replaced: new Map() };

type Problem = keyof typeof restoreCodes;

interface FoundGroup {
  readonly group: MarkedGroup;
  readonly author: AuthorNode;
}

const hasMarkers = ({ flows }: Draft): boolean => flows.some(({ nodes }) => nodes.some(({ marker }) => marker !== undefined));

const readGroups = (
  index: DraftIndex,
  nodeKinds: readonly NodeKind[],
): { readonly groups: ReadonlyMap<DraftNode, FoundGroup>; readonly problems: ReadonlyMap<DraftNode, Problem> } => {
  const groups = new Map<DraftNode, FoundGroup>();
  const problems = new Map<DraftNode, Problem>();
  const taken = new Set<DraftNode>();
  for (const entry of index.entries) {
    if (entry.node.marker === undefined) continue;
    const group = readMarkedGroup(entry, index);
    if (typeof group === 'string') {
      problems.set(entry.node, group);
      continue;
    }
    const own = [group.root, ...group.others].map(({ node }) => node);
    const author = own.some((node) => taken.has(node)) ? 'group-changed' : readAuthorNode(group, index, nodeKinds);
    if (typeof author === 'string') {
      problems.set(entry.node, author);
      continue;
    }
    for (const node of own) taken.add(node);
    groups.set(entry.node, { group, author });
  }
  return { groups, problems };
};

/** Replaces nodes by others, and drops those that become undefined. `below` gives the id of the next one that stays. */
const replaceNodes = (
  draft: Draft,
  replace: (node: DraftNode, below: (isThere: (id: string) => boolean) => string | undefined) => NodeInput | undefined,
): { readonly draft: Restored['draft']; readonly replaced: Map<object, object> } => {
  const replaced = new Map<object, object>();
  const note = <T extends object>(old: object, now: T): T => {
    if (old !== now) replaced.set(old, now);
    return now;
  };
  const flows = draft.flows.map((flow) => {
    const nodes = flow.nodes.flatMap((node, position) => {
      const below = (isThere: (id: string) => boolean): string | undefined => {
        let other = position + 1;
        while (other < flow.nodes.length && !isThere(flow.nodes[other]?.id ?? '')) other++;
        return flow.nodes[other]?.id;
      };
      const made = replace(node, below);
      return made === undefined ? [] : [note(node, made)];
    });
    return note(flow, { ...flow, nodes });
  });
  return { draft: { ...draft, flows }, replaced };
};

const withoutMarker = (node: DraftNode): NodeInput => {
  if (!Object.hasOwn(node, 'marker')) return node;
  const { marker: _, ...plain } = node;
  return plain as NodeInput;
};

/** What was generated goes where nothing else calls it; what the author called comes back. */
const integrationsOf = (
  { flows = [] }: Restored['draft'],
  { integrations }: Draft,
  groups: readonly FoundGroup[],
): Pick<Draft, 'integrations'> => {
  const called = new Set(
    flows.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'api' ? [(node as { integration?: unknown }).integration] : []))),
  );
  const generated = new Set(groups.flatMap(({ group }) => group.integrations.map(({ id }) => id)));
  const kept = (integrations ?? []).filter(({ id }) => !generated.has(id) || called.has(id));
  const added = new Map(
    groups.flatMap(({ author: { integration } }) => (integration === undefined ? [] : [[integration.id, integration] as const])),
  );
  return integrations === undefined && added.size === 0 ? {} : { integrations: [...kept, ...added.values()] };
};

const reasonOf = (problem: Problem, { id, name }: DraftNode): string => `${quote(name ?? id)}: ${restoreCodes[problem]}`;

const restoreFixes: { readonly [P in Problem]: string } = {
  'group-changed': 'Change the bot and translate it anew to keep it short.',
  'plugin-missing': 'Install its plugin and list it.',
  'marker-unreadable': 'Take the marker out, or put it back as it was.',
};
