import type { Bot } from '../../document/bot.ts';
import type { Provenance } from '../provenance.ts';

/** Puts other elements in the place of some of a bot's flows and integrations. What holds none of them stays the same object. */
export const replaceElements = (bot: Bot, replacements: ReadonlyMap<object, object>, provenance: Provenance): Bot => {
  if (replacements.size === 0) return bot;
  const replaced = <T>(value: T): T => {
    if (typeof value !== 'object' || value === null) return value;
    const made = replacements.get(value);
    if (made !== undefined) return provenance.derive(made, value) as T;
    if (Array.isArray(value)) {
      const items = value.map(replaced);
      return items.some((item, index) => item !== value[index]) ? (provenance.derive(items, value) as T) : value;
    }
    const changed = Object.entries(value).flatMap(([name, field]) => {
      const other = replaced(field);
      return other === field ? [] : [[name, other] as const];
    });
    return changed.length === 0 ? value : provenance.derive({ ...value, ...Object.fromEntries(changed) }, value);
  };
  return { ...bot, flows: replaced(bot.flows), integrations: replaced(bot.integrations) };
};
