import type { HttpIntegration } from '../document/integration.ts';
import type { ApiNode, Node } from '../document/node.ts';
import type { Row } from '../document/row.ts';
import type { LowerContext, Pass } from './lower-context.ts';
import { rewriteNodes } from './rewrite-nodes.ts';

/** Gives an api node that says something of its request itself an integration of its own, where nodes cannot say it. */
export const lowerNodeRequests: Pass = (bot, context) => {
  const listed = new Set(context.capabilities.request);
  const integrations = new Map(bot.integrations.map((integration) => [integration.id, integration]));
  const made: HttpIntegration[] = [];
  const lowered = rewriteNodes(bot, context, (node) => {
    if (node.kind !== 'api') return undefined;
    const api = node as ApiNode;
    const integration = integrations.get(api.integration);
    if (integration?.kind !== 'http') return undefined;
    const moves = {
      query: api.query !== undefined && !listed.has('node-query'),
      headers: api.headers !== undefined && !listed.has('node-headers'),
      body: api.body !== undefined && !listed.has('node-body'),
    };
    if (!moves.query && !moves.headers && !moves.body) return undefined;
    const { query, headers, body, ...rest } = api;
    const kept = {
      ...rest,
      ...(query && !moves.query && { query }),
      ...(headers && !moves.headers && { headers }),
      ...(body && !moves.body && { body }),
    };
    const added = {
      ...(moves.query && { query: [...integration.query, ...(query ?? [])] }),
      ...(moves.headers && { headers: joined(integration.headers, headers ?? [], context) }),
      ...(moves.body && body && { body }),
    };
    if ((query?.length || !moves.query) === 0 && (headers?.length || !moves.headers) === 0 && !moves.body) return [kept];
    const own = context.provenance.derive({ ...integration, ...added, ...context.freshIntegration(node, 'call') }, integration);
    made.push(own);
    return [{ ...kept, integration: own.id } as Node];
  });
  return made.length === 0 ? lowered : { ...lowered, integrations: [...lowered.integrations, ...made] };
};

/** A header both name with the same value is sent once. */
const joined = (shared: readonly Row[], own: readonly Row[], { report }: LowerContext): readonly Row[] => {
  const said = new Map(shared.map(({ name, value }) => [name.toLowerCase(), value]));
  return [
    ...shared,
    ...own.filter((row) => {
      const value = said.get(row.name.toLowerCase());
      if (value === undefined) return true;
      if (value === row.value) return false;
      report({
        code: 'header-conflict-not-carried',
        at: row,
        loss: 'degraded',
        reason: `The integration sets the header ${row.name} too. Where the values differ the call fails; the platform sends the integration's.`,
        fix: 'Set the header in one place.',
      });
      return false;
    }),
  ];
};
