import type { FromPlatformContext } from '@dragoman/core';
import type { ClickatellCode } from '../codes.ts';
import type { ClickatellDocument, Workflow } from '../wire/document.ts';
import { type ClickatellNode, isKnownNode } from '../wire/node.ts';

export interface Keyed {
  /** What links call it by: its id, if it is the first of that id. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly pointer: string;
}

export interface KeyedNode extends Keyed {
  readonly node: ClickatellNode;
  /** The steps that finish it, in order. */
  readonly parts: readonly ClickatellNode[];
}

export interface KeyedWorkflow extends Keyed {
  readonly workflow: Workflow;
  readonly nodes: readonly KeyedNode[];
}

/** The workflows of a document and their steps, with what they are called. */
export const keyedWorkflows = (document: ClickatellDocument, context: FromPlatformContext<ClickatellCode>): readonly KeyedWorkflow[] => {
  const keyedFlow = createKeyed('flow', context);
  const keyedNode = createKeyed('node', context);
  return document.workflows.map((workflow, index) => {
    const pointer = `/workflows/${index}`;
    const nodes: KeyedNode[] = [];
    for (let at = 0; at < workflow.nodes.length; ) {
      const node = workflow.nodes[at] as ClickatellNode;
      const parts = partsOf(workflow.nodes, at);
      nodes.push({ node, parts, ...keyedNode(node, `${pointer}/nodes/${at}`) });
      at += 1 + parts.length;
    }
    return { workflow, nodes, ...keyedFlow(workflow, pointer) };
  });
};

/** The comparisons behind a comparison that only its NO leads to: together they are one condition. */
const partsOf = (nodes: readonly ClickatellNode[], at: number): readonly ClickatellNode[] => {
  const parts: ClickatellNode[] = [];
  const first = nodes[at];
  let before = first;
  for (let index = at + 1; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node || !first || !isPart(node, first.id) || !before || !isKnownNode(before) || before.type !== 'Calculate') break;
    const no = before.no;
    if (no === undefined || !('step' in no) || no.step !== node.id) break;
    parts.push(node);
    before = node;
  }
  return parts;
};

const isPart = (node: ClickatellNode, id: string): boolean =>
  isKnownNode(node) && node.type === 'Calculate' && node.partOf === id && node.comparison !== undefined;

const createKeyed = (kind: 'flow' | 'node', context: FromPlatformContext<ClickatellCode>) => {
  const uniqueKey = createUnique();
  const uniqueName = createUnique();
  return ({ id, name }: { readonly id: string; readonly name?: string | undefined }, pointer: string): Keyed => {
    const key = uniqueKey(id);
    if (key !== id) {
      const what = kind === 'flow' ? 'workflow' : 'step';
      const reason = `There is another ${what} ${JSON.stringify(id)} above; whatever leads to it leads there.`;
      context.report({ code: 'duplicate-id', severity: 'warning', platformPlace: pointer, reason, fix: 'Give each its own id.' });
    }
    return { key, id: context.id(kind, { key, name: name ?? id, pointer }), name: uniqueName(name ?? id), pointer };
  };
};

/** Tells names apart: one that comes again gets a number. */
export const createUnique = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
    taken.add(free);
    return free;
  };
};
