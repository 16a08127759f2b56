import type { CoreNodeKind, Node } from '../document/node.ts';
import type { When } from '../document/route.ts';
import type { CoreOutcomes } from '../input/bot-input.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import type { Check } from './check-context.ts';
import { isCoreNode } from './node-sites.ts';
import { optionLists } from './option-lists.ts';
import { quote } from './quote.ts';

/** What the routes of a node wait for can happen there. */
export const checkRoutes = (nodeKinds: readonly NodeKind[]): Check => {
  const pluginOutcomes = new Map<string, readonly string[]>(nodeKinds.map(({ kind, outcomes }) => [kind, outcomes]));

  return ({ sites, report, didYouMean }) => {
    for (const { node, path } of sites.node) {
      const outcomes: readonly string[] | 'any' = isCoreNode(node) ? coreOutcomes[node.kind] : (pluginOutcomes.get(node.kind) ?? []);
      const options = optionIds(node);
      for (const [index, { when }] of node.routes.entries()) {
        const at = [...path, 'routes', index, 'when'];
        if (when === undefined) continue;
        if ('outcome' in when && outcomes !== 'any' && !outcomes.includes(when.outcome)) {
          const fix = didYouMean(when.outcome, outcomes) ?? outcomesFix(outcomes);
          const reason = `A ${node.kind} node has no outcome ${quote(when.outcome)}.`;
          report({ code: 'unknown-outcome', severity: 'error', path: [...at, 'outcome'], reason, fix });
        }
        if ('option' in when && options !== undefined && !options.has(when.option)) {
          const fix = didYouMean(when.option, options) ?? 'Add it, or name one of the options of this node.';
          report({
            code: 'unknown-option',
            severity: 'error',
            path: [...at, 'option'],
            reason: `This node has no option ${quote(when.option)}.`,
            fix,
          });
        }
        if (isReplyMatch(when) && !mayWait(node)) {
          const reason = `A ${node.kind} node does not wait for a reply, so this is never taken.`;
          report({
            code: 'never-taken',
            severity: 'warning',
            path: at,
            reason,
            fix: 'Set `waits`, or move the route to the node that asks.',
          });
        }
      }
    }
  };
};

const coreOutcomes: { readonly [K in CoreNodeKind]: readonly CoreOutcomes[K][] | 'any' } = {
  start: [],
  message: ['no-match'],
  question: ['no-match'],
  choice: ['no-match'],
  list: ['chosen', 'no-match', 'empty'],
  api: [],
  script: [],
  condition: [],
  assign: [],
  jump: [],
  handoff: ['failed'],
  wait: ['callback', 'timeout'],
  end: [],
  platform: 'any',
};

const outcomesFix = (outcomes: readonly string[]): string =>
  outcomes.length === 0 ? 'Route on `if`, or without a condition.' : `Its outcomes are ${outcomes.join(', ')}.`;

/** Undefined when the options are not known before it runs: rows of a response repeat one, or a script adds some. */
const optionIds = (node: Node): ReadonlySet<string> | undefined => {
  const options = optionLists(node).flatMap((list) => list.options);
  const isOpen = options.length === 0 || node.hooks !== undefined || options.some(({ repeat }) => repeat !== undefined);
  return isOpen ? undefined : new Set(options.map(({ id }) => id));
};

const isReplyMatch = (when: When): boolean => ['equals', 'pattern', 'regex', 'intent', 'option'].some((field) => field in when);

const waitingKinds: ReadonlySet<string> = new Set(['question', 'choice', 'list', 'platform', 'wait']);

const mayWait = (node: Node): boolean => !isCoreNode(node) || (node.waits ?? waitingKinds.has(node.kind));
