import { type Bot, formatPointer, type Hooks, type Script } from '@dragoman/core';

/** A script of LivePerson's dialect, where it stands. */
export interface LivePersonScript {
  readonly source: string;
  /** JSON pointer into the bot. */
  readonly place: string;
  /** As people call it: `the Pre-Process Code of "Ask"`. */
  readonly title: string;
}

export const dialect = 'liveperson';

/** The bot's own script, which is evaluated before every other one. */
export const globalScript = ({ scripts }: Bot): LivePersonScript | undefined =>
  scriptAt(['scripts', 'globals'], scripts?.globals, 'the Global Functions')[0];

/** Every other script of the bot, in document order. */
export const panelScripts = (bot: Bot): readonly LivePersonScript[] => [
  ...scriptAt(['scripts', 'init'], bot.scripts?.init, 'the initialisation'),
  ...bot.integrations.flatMap(({ name, response }, index) =>
    scriptAt(['integrations', index, 'response', 'transform'], response.transform, `the Transform Result Script of ${quoted(name)}`),
  ),
  ...bot.flows.flatMap(({ nodes }, flow) =>
    nodes.flatMap((node, index) => {
      const path = ['flows', flow, 'nodes', index];
      return [
        ...hooks.flatMap(([hook, panel]) => scriptAt([...path, 'hooks', hook], node.hooks?.[hook], `the ${panel} of ${quoted(node.name)}`)),
        ...(node.kind === 'script' ? scriptAt([...path, 'source'], node as unknown as Script, `the script ${quoted(node.name)}`) : []),
      ];
    }),
  ),
];

/** The Global Functions first, then the others. */
export const livePersonScripts = (bot: Bot): readonly LivePersonScript[] => {
  const globals = globalScript(bot);
  return globals === undefined ? panelScripts(bot) : [globals, ...panelScripts(bot)];
};

const hooks: readonly (readonly [keyof Hooks, string])[] = [
  ['before', 'Pre-Process Code'],
  ['after', 'Post-Process Code'],
  ['onReply', 'Process User Response'],
];

const scriptAt = (path: readonly (string | number)[], script: Script | undefined, title: string): readonly LivePersonScript[] =>
  script?.dialect === dialect ? [{ source: script.source, place: formatPointer(path), title }] : [];

const quoted = (name: string): string => JSON.stringify(name);
