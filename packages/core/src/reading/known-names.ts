import type { Bot } from '../document/bot.ts';
import type { BotSites } from './bot-sites.ts';

/** The names placeholders and conditions of a bot may use. */
export interface KnownNames {
  /** Names that something in the bot sets, or could: what scripts, plugins and carried parts write cannot be seen. */
  isSet(name: string): boolean;
  /** Fields of the responses kept under this name; undefined when none is. */
  fields(name: string): ReadonlySet<string> | undefined;
  readonly all: Iterable<string>;
}

export const knownNames = (bot: Bot, sites: BotSites): KnownNames => {
  const written = new Set(sites.write.map(({ text }) => text));
  const fields = new Map<string, Set<string>>();
  for (const { response } of bot.integrations) {
    const names = fields.get(response.variable) ?? new Set<string>();
    for (const { name } of response.fields) names.add(name);
    fields.set(response.variable, names);
  }
  const opaque = [
    ...sites.script.map(({ script }) => script.source),
    ...sites['platform-part'].map(({ raw }) => JSON.stringify(raw)),
    ...sites.template.flatMap(({ role, text }) => (role === 'plugin' ? [text] : [])),
  ];
  const mentioned = new Set<string>(opaque.flatMap((text) => text.match(words) ?? []));
  const isWord = (name: string): boolean => name.match(words)?.[0] === name;
  return {
    isSet: (name) =>
      written.has(name) || fields.has(name) || (isWord(name) ? mentioned.has(name) : opaque.some((text) => text.includes(name))),
    fields: (name) => (written.has(name) ? undefined : fields.get(name)),
    all: [...written, ...fields.keys()],
  };
};

const words = /[\p{L}\p{M}\p{N}_$]+/gu;
