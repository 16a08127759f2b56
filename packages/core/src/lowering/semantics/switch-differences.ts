import type { Switch } from '../../document/semantics.ts';
import { mentionsIn } from '../../reading/mentions.ts';
import { sameJson } from './same-json.ts';
import type { SemanticsEntry } from './semantics-entry.ts';

export const switches: SemanticsEntry = {
  says: ({ from, to }) => {
    const names = [...new Set([...differing(from.switches, to.switches), ...differing(to.switches, from.switches)])];
    return `A variable that switches something off is a plain variable there, or the other way round: ${names.join(', ')}.`;
  },
  fix: 'Give the variable another name.',
  observe: ({ bot, sites, whole }, { from, to }) => {
    const names = new Set([...differing(from.switches, to.switches), ...differing(to.switches, from.switches)]);
    const mentions = mentionsIn(sites);
    const isUsed = sites.write.some(({ text }) => names.has(text)) || bot.variables.some(({ name }) => names.has(name));
    return isUsed || [...names].some(mentions) ? [{ at: whole }] : [];
  },
};

const differing = (some: readonly Switch[], others: readonly Switch[]): readonly string[] =>
  some.flatMap((one) => (others.some((other) => sameJson(one, other)) ? [] : [one.variable]));
