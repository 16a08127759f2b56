import type { Bot, Script } from '@dragoman/core';

/** A script of a bot, and where it stands, by ids: `flows.order.nodes.look-up.hooks.after`. */
export interface PlacedScript {
  readonly place: string;
  readonly script: Script;
}

/** All scripts of a bot. */
export const scriptsOf = (bot: Bot): readonly PlacedScript[] => [
  ...placed('scripts', { ...bot.scripts }),
  ...bot.integrations.flatMap(({ id, response: { transform } }) => placed(`integrations.${id}.response`, { transform })),
  ...bot.flows.flatMap((flow) =>
    flow.nodes.flatMap((node) => {
      const place = `flows.${flow.id}.nodes.${node.id}`;
      const hooks = placed(`${place}.hooks`, { ...node.hooks });
      return node.kind === 'script' ? [{ place, script: node }, ...hooks] : hooks;
    }),
  ),
];

const placed = (place: string, scripts: { readonly [name: string]: Script | undefined }): readonly PlacedScript[] =>
  Object.entries(scripts).flatMap(([name, script]) => (script === undefined ? [] : [{ place: `${place}.${name}`, script }]));
