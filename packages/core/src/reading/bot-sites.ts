import type { Bot } from '../document/bot.ts';
import { integrationSites } from './integration-sites.ts';
import { nodeSites } from './node-sites.ts';
import { platformPartSite, rowSites, type Sites, scriptSite, textMatchSites, writeSite } from './part-sites.ts';
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
  for (const site of allSites(bot)) sites[site.kind].push(site);
  return sites as unknown as BotSites;
};

function* allSites(bot: Bot): Sites {
  for (const [index, { name }] of bot.variables.entries()) yield* writeSite(['variables', index, 'name'], name);
  yield* scriptSite(['scripts', 'globals'], bot.scripts?.globals);
  yield* scriptSite(['scripts', 'init'], bot.scripts?.init);
  yield* rowSites(['semantics', 'defaultHeaders'], bot.semantics?.defaultHeaders, 'header');
  for (const [index, integration] of bot.integrations.entries()) yield* integrationSites(['integrations', index], integration);
  for (const [flowIndex, flow] of bot.flows.entries()) {
    for (const [index, trigger] of flow.triggers.entries()) {
      const path = ['flows', flowIndex, 'triggers', index];
      if (trigger.kind === 'text') yield* textMatchSites(path, trigger);
      if (trigger.kind === 'platform') yield* platformPartSite(path, trigger);
    }
    for (const [index, node] of flow.nodes.entries()) {
      const path = ['flows', flowIndex, 'nodes', index];
      yield { kind: 'node', path, node, flow: flowIndex, index };
      yield* nodeSites(path, node);
    }
  }
}
