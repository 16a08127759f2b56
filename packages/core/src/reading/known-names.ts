import type { Bot } from '../document/bot.ts';
import type { BotSites } from './bot-sites.ts';
import { mentionsIn } from './mentions.ts';

/** The names placeholders and conditions of a bot may use. */
export interface KnownNames {
  /** Whether something in the bot sets it, or could. */
  isSet(name: string): boolean;
  /** Fields of the responses kept under this name; undefined when anything else is kept there. */
  fields(name: string): ReadonlySet<string> | undefined;
  readonly all: readonly string[];
}

/** `outside`: what is set without the bot. */
export const knownNames = (bot: Bot, sites: BotSites, outside: readonly string[] = []): KnownNames => {
  const written = new Set([...sites.write.map(({ text }) => text), ...outside]);
  const fields = new Map<string, Set<string>>();
  for (const { response } of bot.integrations) {
    const names = fields.get(response.variable) ?? new Set<string>();
    for (const { name } of response.fields) names.add(name);
    fields.set(response.variable, names);
  }
  const isMentioned = mentionsIn(sites);
  return {
    isSet: (name) => written.has(name) || fields.has(name) || isMentioned(name),
    fields: (name) => (written.has(name) ? undefined : fields.get(name)),
    all: [...written, ...fields.keys()],
  };
};
