import type { Bot } from '../document/bot.ts';
import { integrationSites } from './integration-sites.ts';
import { nodeSites } from './node-sites.ts';
import { type Emit, platformPartSite, rowSites, scriptSite, textMatchSites, writeSite } from './part-sites.ts';
import type { Site } from './site.ts';

/** The sites of a bot by kind, each kind in document order. */
export type BotSites = { readonly [K in Site['kind']]: readonly Extract<Site, { readonly kind: K }>[] };

/** Collects the sites of a bot in one walk, so that every check is a loop over one of the lists. */
export const botSites = (bot: Bot): BotSites => {
  const sites: { readonly [K in Site['kind']]: Site[] } = {
    node: [],
    template: [],
    'json-path': [],
    regex: [],
    pattern: [],
    read: [],
    write: [],
    target: [],
    script: [],
    header: [],
    'platform-part': [],
  };
  emitSites((site) => sites[site.kind].push(site), bot);
  return sites as unknown as BotSites;
};

const emitSites = (emit: Emit, bot: Bot): void => {
  for (const [index, { name }] of bot.variables.entries()) writeSite(emit, ['variables', index, 'name'], name);
  scriptSite(emit, ['scripts', 'globals'], bot.scripts?.globals);
  scriptSite(emit, ['scripts', 'init'], bot.scripts?.init);
  rowSites(emit, ['semantics', 'defaultHeaders'], bot.semantics?.defaultHeaders, 'header');
  for (const [index, { kind, fields }] of bot.credentials.entries()) {
    const { variable } = fields;
    if (kind !== 'consumer-token' || typeof variable !== 'string') continue;
    emit({ kind: 'read', path: ['credentials', index, 'fields', 'variable'], text: variable });
  }
  for (const [index, integration] of bot.integrations.entries()) integrationSites(emit, ['integrations', index], integration);
  for (const [flowIndex, flow] of bot.flows.entries()) {
    for (const [index, trigger] of flow.triggers.entries()) {
      const path = ['flows', flowIndex, 'triggers', index];
      if (trigger.kind === 'text') textMatchSites(emit, path, trigger);
      if (trigger.kind === 'platform') platformPartSite(emit, path, trigger);
    }
    for (const [index, node] of flow.nodes.entries()) {
      const path = ['flows', flowIndex, 'nodes', index];
      emit({ kind: 'node', path, node, flow: flowIndex, index });
      nodeSites(emit, path, node);
    }
  }
};
