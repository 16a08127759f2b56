import { type Bot, flowGraph, formatPointer, type NodeSite } from '@dragoman/core';
import { botContextMembers } from './bot-context-members.ts';
import { dialect } from './liveperson-scripts.ts';

/** Where a run without a question gets too long. */
export interface LongRun {
  readonly place: string;
  /** The interaction it begins with: `"Welcome"`. */
  readonly from: string;
  /** What is one too many. */
  readonly count: number;
}

interface Run {
  readonly from: NodeSite;
  readonly count: number;
}

/**
 * Where more than so many interactions of a dialog follow one another, and where the dialog changes more often, without a
 * question in between. Takes every route and every jump of a script to a name written out; circles once.
 */
export const longestRuns = (
  bot: Bot,
  sites: readonly NodeSite[],
  most: { readonly steps: number; readonly changes: number },
): { readonly steps: readonly LongRun[]; readonly changes: readonly LongRun[] } => {
  const successors = withJumps(sites, flowGraph(bot, sites));
  const steps = new Map<NodeSite, Run>();
  const changes = new Map<NodeSite, Run>();
  const long = { steps: [] as LongRun[], changes: [] as LongRun[] };
  const { order, isBack } = inOrder(sites, successors);
  for (const site of [...order.filter(waits), ...order.filter((one) => !waits(one))]) {
    const runs = waits(site) ? undefined : { steps: steps.get(site) ?? { from: site, count: countOf(site) }, changes: changes.get(site) };
    if (runs?.steps.count === most.steps + 1 && countOf(site) === 1) long.steps.push(longRun(site, runs.steps));
    for (const next of successors(site)) {
      if (isBack(site, next)) continue;
      if (next.flow !== site.flow) {
        const run = { from: runs?.changes?.from ?? site, count: (runs?.changes?.count ?? 0) + 1 };
        if (run.count === most.changes + 1) long.changes.push(longRun(next, run));
        raise(changes, next, run);
      } else {
        if (runs?.changes !== undefined) raise(changes, next, runs.changes);
        if (runs !== undefined) raise(steps, next, { from: runs.steps.from, count: runs.steps.count + countOf(next) });
      }
    }
  }
  return long;
};

/** Assumed: a dialog starter, which shows nothing, does not count; a question ends the row. */
const countOf = (site: NodeSite): number => (site.node.kind === 'start' || waits(site) ? 0 : 1);

const waits = ({ node }: NodeSite): boolean => node.waits ?? (node.kind === 'question' || node.kind === 'choice' || node.kind === 'list');

const longRun = ({ path }: NodeSite, { from, count }: Run): LongRun => ({
  place: formatPointer(path),
  from: JSON.stringify(from.node.name),
  count,
});

const raise = (runs: Map<NodeSite, Run>, site: NodeSite, run: Run): void => {
  if (run.count > (runs.get(site)?.count ?? -1)) runs.set(site, run);
};

type Successors = (site: NodeSite) => readonly NodeSite[];

/** The nodes before those they lead to, as far as circles allow. What a waiting node leads to begins anew. */
const inOrder = (
  sites: readonly NodeSite[],
  successors: Successors,
): { readonly order: readonly NodeSite[]; isBack(from: NodeSite, to: NodeSite): boolean } => {
  const finished: NodeSite[] = [];
  const seen = new Set<NodeSite>();
  const position = new Map<NodeSite, number>();
  for (const start of sites) {
    const open = seen.has(start) ? [] : [{ site: start, next: [...next(start)] }];
    seen.add(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const to = top.next.pop();
      if (to === undefined) {
        position.set(top.site, finished.push(top.site));
        open.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        open.push({ site: to, next: [...next(to)] });
      }
    }
  }
  function next(site: NodeSite): readonly NodeSite[] {
    return waits(site) ? [] : successors(site);
  }
  return {
    order: finished.toReversed(),
    isBack: (from, to) => !waits(from) && (position.get(to) ?? 0) >= (position.get(from) ?? 0),
  };
};

const withJumps = (sites: readonly NodeSite[], graph: ReturnType<typeof flowGraph>): Successors => {
  const byName = new Map(sites.map((site) => [site.node.name, site]));
  const found = new Map<NodeSite, readonly NodeSite[]>();
  for (const site of sites) {
    const jumps = Object.values(site.node.hooks ?? {}).flatMap((script) =>
      script?.dialect !== dialect || !script.source.includes(jump) ? [] : jumpsOf(script.source).flatMap((name) => byName.get(name) ?? []),
    );
    found.set(site, [...new Set([...graph(site).filter((next) => next !== 'stop'), ...jumps])]);
  }
  return (site) => found.get(site) ?? [];
};

const jump = 'setTriggerNextMessage';

const jumpsOf = (source: string): readonly string[] =>
  botContextMembers(source).flatMap(({ name, call }) => {
    const [target] = call?.arguments ?? [];
    return name === jump && target?.type === 'Literal' ? [String(target.value)] : [];
  });
