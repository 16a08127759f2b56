import type { Node } from '../document/node.ts';
import type { CheckContext } from './check-context.ts';
import { flowGraph } from './flow-graph.ts';
import { isCoreNode } from './node-sites.ts';
import type { NodeSite } from './site.ts';

/** From every node the conversation can get to one that waits, calls or ends. Each loop it cannot leave is told of once. */
export const checkLoops = ({ bot, sites, report }: CheckContext): void => {
  const successorsOf = flowGraph(bot, sites.node);
  const predecessors = new Map<NodeSite, NodeSite[]>();
  const leaves: NodeSite[] = [];
  for (const site of sites.node) {
    if (!runsOn(site.node)) leaves.push(site);
    else {
      for (const next of successorsOf(site)) {
        if (next === 'stop') leaves.push(site);
        else pushTo(predecessors, next, site);
      }
    }
  }

  const canLeave = new Set(leaves);
  // A set is walked in the order of insertion, including what is inserted meanwhile.
  for (const site of canLeave) for (const before of predecessors.get(site) ?? []) canLeave.add(before);

  const seen = new Map<NodeSite, number>();
  for (const [walk, start] of sites.node.entries()) {
    let site: NodeSite | undefined = canLeave.has(start) ? undefined : start;
    while (site !== undefined && !seen.has(site)) {
      seen.set(site, walk);
      const [next]: readonly (NodeSite | 'stop' | undefined)[] = successorsOf(site);
      site = next === 'stop' ? undefined : next;
    }
    if (site === undefined || seen.get(site) !== walk) continue;
    const reason = 'From here the conversation runs in a circle that never waits, calls or ends.';
    report({ code: 'endless-loop', severity: 'warning', path: site.path, reason, fix: 'Give one of the nodes a way out.' });
  }
};

const silentKinds: ReadonlySet<string> = new Set(['start', 'message', 'condition', 'assign', 'jump']);

/** Whether nothing but its targets decides where the conversation goes next. */
const runsOn = (node: Node): boolean => isCoreNode(node) && silentKinds.has(node.kind) && node.waits !== true && node.hooks === undefined;

const pushTo = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};
