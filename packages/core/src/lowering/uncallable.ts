import type { Integration } from '../document/integration.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { rewriteNodes } from './rewrite-nodes.ts';

export const uncallableCodes = {
  'call-not-carried': 'The platform cannot make this call.',
} as const;

/**
 * An api node whose call the platform cannot make goes on as after an error. That is what it does without a platform
 * when nobody can make the call.
 */
export const lowerUncallable: Pass = (bot, context) => {
  const lost = new Map(
    bot.integrations.flatMap((integration) => reasonOf(integration, context).map((reason) => [integration.id, reason] as const)),
  );
  if (lost.size === 0) return bot;
  for (const integration of bot.integrations) {
    const reason = lost.get(integration.id);
    if (reason) context.report({ code: 'call-not-carried', at: integration, loss: 'dropped', reason });
  }
  const integrations = bot.integrations.filter(({ id }) => !lost.has(id));
  return rewriteNodes({ ...bot, integrations }, context, (node) => {
    if (node.kind !== 'api') return undefined;
    const api = node as ApiNode;
    const reason = lost.get(api.integration);
    if (reason === undefined) return undefined;
    context.report({ code: 'call-not-carried', at: node, loss: 'dropped', reason: `${reason} The node goes on as after an error.` });
    const { integration: _integration, headers: _headers, query: _query, body: _body, routes, ...rest } = api;
    const taken = routesOnError(routes, context);
    const next: Target = routes.length === 0 ? (api.next ?? 'next') : { end: 'flow' };
    return [{ ...rest, kind: 'condition', routes: taken, next } as Node];
  });
};

const reasonOf = (integration: Integration, { capabilities, adapter }: LowerContext): readonly string[] => {
  if (integration.kind === 'platform') {
    if (integration.adapter !== adapter) return [`An integration of ${integration.adapter} means nothing to the platform.`];
    return capabilities.nodes.includes('platform') ? [] : ['The platform carries no integrations of its own.'];
  }
  return capabilities.methods.includes(integration.method) ? [] : [`The platform cannot call with ${integration.method}.`];
};

/** The routes an error takes, finest first, without what they match. */
const routesOnError = (routes: readonly Route[], { provenance }: LowerContext): readonly Route[] => {
  const on = (word: string): readonly Route[] => routes.filter(({ when }) => when !== undefined && 'is' in when && when.is === word);
  const always = routes.filter(({ when }) => when === undefined);
  return [...on('error'), ...on('failure'), ...on('other'), ...always].map((route) => {
    const { when: _when, ...rest } = route;
    return provenance.derive(rest, route);
  });
};
