import type { Script, ScriptPurpose } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';

/** Where a script stands, for who reads of it. */
export interface PlacedRun {
  /** JSON pointer into the bot. */
  readonly place: string;
  /** The same for people: `flows.track.nodes.look-up.hooks.before`. */
  readonly path: string;
  /** What its author calls the place, and whose it is: `pre-process code of "Look up"`. */
  readonly panel: string;
  readonly title: string;
}

/** Names the place of a script that runs for a node, or beside all flows. */
export const placedRun = (turn: Turn, script: Script, node: CompiledNode | undefined, purpose: ScriptPurpose): PlacedRun => {
  const panel = panelOf(turn, script, purpose);
  if (node === undefined) return { place: `/scripts/${purpose}`, path: `scripts.${purpose}`, panel, title: panel };
  const integration = purpose === 'transform' ? turn.bot.bot.integrations.findIndex(({ response }) => response.transform === script) : -1;
  if (integration >= 0) {
    const { id = '', name = '' } = turn.bot.bot.integrations[integration] ?? {};
    const title = `${panel} of ${JSON.stringify(name)}`;
    return { place: `/integrations/${integration}/response/transform`, path: `integrations.${id}.response.transform`, panel, title };
  }
  const field = fields[purpose];
  const title = `${panel} of ${JSON.stringify(node.node.name)}`;
  return { place: `${node.place}/${field.replace('.', '/')}`, path: `${node.path}.${field}`, panel, title };
};

/** What the author of a script calls its place. */
export const panelOf = (turn: Turn, { dialect }: Script, purpose: ScriptPurpose): string =>
  turn.parts.panels.get(dialect)?.[purpose] ?? panels[purpose];

const panels: { readonly [P in ScriptPurpose]: string } = {
  before: 'script before',
  after: 'script after',
  'on-reply': 'script on the reply',
  script: 'script',
  transform: 'transform',
  globals: 'globals',
  init: 'init',
};

const fields: { readonly [P in ScriptPurpose]: string } = {
  before: 'hooks.before',
  after: 'hooks.after',
  'on-reply': 'hooks.onReply',
  script: 'source',
  transform: 'transform',
  globals: 'globals',
  init: 'init',
};
