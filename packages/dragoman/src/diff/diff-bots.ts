import type { Bot, Flow, Json, Node } from '@dragoman/core';
import { diffArrays } from 'diff';
import { type FieldChange, fieldChanges } from './field-changes.ts';

export type BotElement = 'bot' | 'flow' | 'node' | 'integration' | 'credential' | 'variable';

/** What became of one element between two versions of a bot. */
export interface BotChange {
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly element: BotElement;
  readonly name: string;
  /** Name of the flow a node is in, in the later version where it has one. */
  readonly flow?: string;
  /** Name of the flow a moved node was in, when it was another one. */
  readonly fromFlow?: string;
  /** What differs inside it. */
  readonly fields: readonly FieldChange[];
}

/**
 * What changed between two versions of a bot, by the names of flows, nodes and the rest, in the order of the later
 * version. An element is the same when its name is, or else its id; else it got another name, when nothing but that differs
 * or, for a flow, most of its nodes are the same. Where they were imported from does not count.
 */
export const diffBots = (before: Bot, after: Bot): readonly BotChange[] => [
  ...changed('bot', after.name, ownFields(before, botLists), ownFields(after, botLists)),
  ...listChanges('variable', before.variables.map(named), after.variables.map(named)),
  ...listChanges('credential', before.credentials, after.credentials),
  ...listChanges('integration', before.integrations, after.integrations, {
    earlier: contentPairs(before.integrations, after.integrations),
  }),
  ...flowChanges(before, after),
];

interface Named {
  readonly id: string;
  readonly name: string;
}

const botLists = ['variables', 'credentials', 'integrations', 'flows', 'origins'];

const named = <T extends { readonly name: string }>(element: T): T & Named => ({ ...element, id: element.name });

const ownFields = (element: object, without: readonly string[]): Json =>
  Object.fromEntries(Object.entries(element).filter(([name, value]) => value !== undefined && !without.includes(name))) as Json;

const changed = (element: BotElement, name: string, before: Json, after: Json, more: Partial<BotChange> = {}): readonly BotChange[] => {
  const fields = fieldChanges(before, after);
  return fields.length === 0 ? [] : [{ change: 'changed', element, name, ...more, fields }];
};

/** The element of an earlier version that each element of a later one is, by name first. */
const pairs = <T extends Named>(before: readonly T[], after: readonly T[]): ReadonlyMap<T, T> => {
  const paired = new Map<T, T>();
  const free = new Set(before);
  for (const key of ['name', 'id'] as const) {
    const earlier = new Map([...free].map((element) => [element[key], element]));
    for (const element of after) {
      const match = paired.has(element) ? undefined : earlier.get(element[key]);
      if (match === undefined || !free.delete(match)) continue;
      paired.set(element, match);
    }
  }
  return paired;
};

/** The same, also by what they say, whatever they are called. */
const contentPairs = <T extends Named>(before: readonly T[], after: readonly T[]): ReadonlyMap<T, T> => {
  const paired = new Map(pairs(before, after));
  const taken = new Set(paired.values());
  const content = (element: T): string => JSON.stringify(ownFields(element, ['id', 'name']));
  const earlier = unique(
    before.filter((one) => !taken.has(one)),
    content,
  );
  const later = unique(
    after.filter((one) => !paired.has(one)),
    content,
  );
  for (const [text, element] of later) {
    const match = earlier.get(text);
    if (match !== undefined) paired.set(element, match);
  }
  return paired;
};

/** The elements that no other is like, by what they say. */
const unique = <T>(elements: readonly T[], textOf: (element: T) => string): ReadonlyMap<string, T> => {
  const found = new Map<string, T>();
  const twice = new Set<string>();
  for (const element of elements) {
    const text = textOf(element);
    if (found.has(text)) twice.add(text);
    found.set(text, element);
  }
  for (const text of twice) found.delete(text);
  return found;
};

/** The flows that are the same, also by having most of their nodes in common. */
const flowPairs = (before: readonly Flow[], after: readonly Flow[], earlier: ReadonlyMap<Node, Node>): ReadonlyMap<Flow, Flow> => {
  const paired = new Map(pairs(before, after));
  const free = new Set(before.filter((flow) => ![...paired.values()].includes(flow)));
  const flowOf = new Map([...free].flatMap((flow) => flow.nodes.map((node) => [node, flow] as const)));
  for (const flow of after) {
    if (paired.has(flow)) continue;
    const counts = new Map<Flow, number>();
    for (const node of flow.nodes) {
      const was = earlier.get(node);
      const from = was && flowOf.get(was);
      if (from !== undefined && free.has(from)) counts.set(from, (counts.get(from) ?? 0) + 1);
    }
    const [most, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [undefined, 0] as [Flow | undefined, number]);
    if (most === undefined || count * 2 <= Math.max(most.nodes.length, flow.nodes.length)) continue;
    paired.set(flow, most);
    free.delete(most);
  }
  return paired;
};

const listChanges = <T extends Named>(
  kind: BotElement,
  before: readonly T[],
  after: readonly T[],
  { earlier = pairs(before, after), without = [] }: { readonly earlier?: ReadonlyMap<T, T>; readonly without?: readonly string[] } = {},
): readonly BotChange[] => {
  const kept = new Set(earlier.values());
  return [
    ...after.flatMap((element) => {
      const match = earlier.get(element);
      if (match === undefined) return [{ change: 'added' as const, element: kind, name: element.name, fields: [] }];
      return changed(kind, element.name, ownFields(match, without), ownFields(element, without));
    }),
    ...before.filter((element) => !kept.has(element)).map(({ name }) => ({ change: 'removed' as const, element: kind, name, fields: [] })),
  ];
};

const flowChanges = (before: Bot, after: Bot): readonly BotChange[] => {
  const flowOf = (bot: Bot): ReadonlyMap<Node, Flow> => new Map(bot.flows.flatMap((flow) => flow.nodes.map((node) => [node, flow])));
  const earlierFlow = flowOf(before);
  const earlier = contentPairs([...earlierFlow.keys()], [...flowOf(after).keys()]);
  const kept = new Set(earlier.values());
  const sameFlow = flowPairs(before.flows, after.flows, earlier);
  const changesOfFlows = listChanges('flow', before.flows, after.flows, { earlier: sameFlow, without: ['nodes'] });
  const heads = new Map(changesOfFlows.map((change) => [change.name, change]));

  const inFlow = (flow: Flow): readonly BotChange[] => {
    const match = sameFlow.get(flow);
    const moved = movedNodes(match?.nodes ?? [], flow.nodes, earlier);
    return flow.nodes.flatMap((node): readonly BotChange[] => {
      const was = earlier.get(node);
      if (was === undefined) return [{ change: 'added', element: 'node', name: node.name, flow: flow.name, fields: [] }];
      const from = earlierFlow.get(was);
      const fromFlow = from !== undefined && from !== match ? { fromFlow: from.name } : {};
      const move: readonly BotChange[] =
        from !== match || moved.has(node)
          ? [{ change: 'moved', element: 'node', name: node.name, flow: flow.name, ...fromFlow, fields: [] }]
          : [];
      return [...move, ...changed('node', node.name, ownFields(was, []), ownFields(node, []), { flow: flow.name })];
    });
  };
  const removedFrom = (flow: Flow): readonly BotChange[] =>
    flow.nodes
      .filter((node) => !kept.has(node))
      .map(({ name }) => ({ change: 'removed', element: 'node', name, flow: flow.name, fields: [] }));

  const matched = new Set(sameFlow.values());
  return [
    ...after.flows.flatMap((flow) => {
      const head = heads.get(flow.name);
      const match = sameFlow.get(flow);
      return [...(head && head.change !== 'removed' ? [head] : []), ...inFlow(flow), ...(match ? removedFrom(match) : [])];
    }),
    ...before.flows
      .filter((flow) => !matched.has(flow))
      .flatMap((flow) => [{ change: 'removed' as const, element: 'flow' as const, name: flow.name, fields: [] }, ...removedFrom(flow)]),
  ];
};

/** Nodes of a flow that stand elsewhere among the ones it had before. */
const movedNodes = (before: readonly Node[], after: readonly Node[], earlier: ReadonlyMap<Node, Node>): ReadonlySet<Node> => {
  const stayed = new Set(before);
  const now = after.filter((node) => stayed.has(earlier.get(node) as Node));
  const remaining = new Set(now.map((node) => earlier.get(node)));
  const was = before.filter((node) => remaining.has(node));
  const moved = new Set<Node>();
  let position = 0;
  for (const part of diffArrays(
    was,
    now.map((node) => earlier.get(node) as Node),
  )) {
    if (part.removed) continue;
    if (part.added) for (const node of now.slice(position, position + part.value.length)) moved.add(node);
    position += part.value.length;
  }
  return moved;
};
