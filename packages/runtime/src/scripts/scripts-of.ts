import type { Bot } from '@dragoman/core';

/** The places of all scripts of a bot, by ids: `flows.order.nodes.look-up.hooks.after`. */
export const scriptsOf = (bot: Bot): readonly string[] => [
  ...Object.keys(bot.scripts ?? {}).map((name) => `scripts.${name}`),
  ...bot.integrations.filter(({ response }) => response.transform).map(({ id }) => `integrations.${id}.response.transform`),
  ...bot.flows.flatMap((flow) =>
    flow.nodes.flatMap((node) => {
      const place = `flows.${flow.id}.nodes.${node.id}`;
      const hooks = Object.keys(node.hooks ?? {}).map((name) => `${place}.hooks.${name}`);
      return node.kind === 'script' ? [place, ...hooks] : hooks;
    }),
  ),
];
