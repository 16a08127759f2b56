import type { ApiNode, Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { Json } from '../json.ts';
import { canonicalJson } from '../values/content-hash.ts';
import { decisionsOf } from './decisions.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { rankOf } from './outcome-buckets.ts';
import { rewriteNodes } from './rewrite-nodes.ts';
import { statusReference } from './status-reference.ts';

/** Ends of a call without a response, the likeliest first. */
const transport = ['timeout', 'error', 'max-connection'] as const;
type TransportOutcome = (typeof transport)[number];

/**
 * Where a platform tells responses from calls without one, and the latter not from each other, the route on `timeout` (else
 * the one on `error`, else on `max-connection`) takes them all: as failures without a status. What then goes elsewhere than
 * its author has it is reported.
 */
export const lowerTransportOutcomes: Pass = (bot, context) => {
  const { nodes, outcomes, reads } = context.capabilities;
  const { areMade, operators } = decisionsOf(context, bot.semantics);
  const isTold = outcomes.includes('failure') && reads.includes('$status') && areMade && operators.has('is-set') && operators.has('not');
  const untold = new Set(transport.filter((word) => !outcomes.includes(word)));
  if (!nodes.includes('api') || !isTold || untold.size < transport.length || reads.includes('$outcome')) return bot;
  const variables = new Map(bot.integrations.map(({ id, response }) => [id, response.variable]));
  return rewriteNodes(bot, context, (node, place) => {
    if (node.kind !== 'api') return undefined;
    const api = node as ApiNode;
    const variable = variables.get(api.integration);
    const given = transport.flatMap((word) => api.routes.filter((route) => wordOf(route) === word));
    if (given.length === 0 || variable === undefined) return undefined;
    const last = given.findIndex((route) => route.if === undefined);
    const taken = last === -1 ? given : given.slice(0, last + 1);
    const settle = (to: Target): Target => (to === 'next' ? place.following : to === 'repeat' ? { node: node.id } : to);
    reportOthers(api, taken, settle, context);
    const unanswered: Predicate = { not: { left: { template: statusReference(variable) }, op: 'is-set' } };
    const made = taken.map((route): Route => {
      const condition = route.if === undefined ? unanswered : { all: [unanswered, route.if] };
      return context.provenance.derive({ ...route, when: { is: 'failure' }, if: condition }, route);
    });
    context.rewritten(node);
    return [{ ...api, routes: [...made, ...api.routes.filter((route) => !given.includes(route))] } as Node];
  });
};

const wordOf = ({ when }: Route): TransportOutcome | undefined =>
  when !== undefined && 'is' in when ? transport.find((word) => word === when.is) : undefined;

/** What of the ends without a response no longer goes where its author has it. */
const reportOthers = (api: ApiNode, taken: readonly Route[], settle: (to: Target) => Target, { report }: LowerContext): void => {
  const [first] = taken;
  const chosen = first && wordOf(first);
  if (chosen === undefined) return;
  const ordered = api.routes.toSorted((one, other) => rankOf(other) - rankOf(one));
  const actOf = ({ say, set, to, if: condition }: Route): string =>
    canonicalJson({ say, set, to: settle(to), if: condition } as unknown as Json);
  for (const word of transport) {
    if (word === chosen) continue;
    const own = ordered.filter((route) => mayTake(route, word));
    const [author] = own;
    if (author !== undefined && first !== undefined && actOf(author) === actOf(first)) continue;
    report({
      code: 'outcome-not-distinguished',
      at: author ?? api,
      loss: 'degraded',
      reason: `The platform cannot tell ${word} from ${chosen}, so it goes where ${chosen} goes.`,
      fix: 'Let calls that get no response go one way.',
    });
  }
};

const mayTake = ({ when }: Route, word: TransportOutcome): boolean =>
  when === undefined || ('is' in when && (when.is === word || when.is === 'failure' || when.is === 'other'));
