import type { TargetInput } from '@dragoman/core';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import type { ImportContext, ImportReport } from './import-context.ts';
import type { NamedPart } from './named-parts.ts';

export type NamedInteraction = NamedPart<LivePersonInteraction>;

/** An interaction in its place. */
export interface Step extends NamedInteraction {
  /** The neutral one. */
  readonly id: string;
  /** What "next interaction" means there. */
  readonly following: TargetInput;
}

/**
 * Puts the interactions of one dialog in the order of their links. The chain of the dialog starter comes first, or the
 * longest; whatever is not in it follows in the order of the document. `byKey`: the interactions of all dialogs.
 */
export const chainInteractions = (
  members: readonly NamedInteraction[],
  byKey: ReadonlyMap<string, NamedInteraction>,
  { id, report }: ImportContext,
): readonly Step[] => {
  const links = linksOf(members, byKey, report);
  const [first = [], ...others] = chainsOf(members, links);
  for (const [head] of others) {
    if (head === undefined) continue;
    const reason = `${quoted(head)} begins another chain of interactions in its dialog; nothing before it goes on there by itself.`;
    report({ code: 'several-chains', severity: 'warning', platformPlace: head.pointer, reason, fix: 'Link it to the interaction before.' });
  }
  const ordered = [...first, ...others.flat()];
  const idOf = ({ key, name, pointer }: NamedInteraction): string => id('node', { key, name, pointer });
  const ids = ordered.map(idOf);
  return ordered.map((interaction, index) => {
    const next = nextOf(interaction, links, byKey);
    const isBelow = next !== undefined && next === ordered[index + 1];
    return {
      ...interaction,
      id: ids[index] ?? '',
      following: isBelow ? 'next' : followingOf(interaction, next, index === ordered.length - 1, idOf),
    };
  });
};

type Links = ReadonlyMap<NamedInteraction, NamedInteraction>;

const linksOf = (members: readonly NamedInteraction[], byKey: ReadonlyMap<string, NamedInteraction>, report: ImportReport): Links => {
  const own = new Set(members);
  const links = new Map<NamedInteraction, NamedInteraction>();
  const linked = new Set<NamedInteraction>();
  const broken = (interaction: NamedInteraction, field: 'nextMessageId' | 'prevMessageId', reason: string): void =>
    report({
      code: 'broken-link',
      severity: 'warning',
      platformPlace: `${interaction.pointer}/${field}`,
      reason: `${quoted(interaction)}: ${reason}`,
      fix: 'Put the interactions of the dialog in order again.',
    });
  const found = (key: string | undefined): NamedInteraction | undefined => (key ? byKey.get(key) : undefined);

  for (const interaction of members) {
    const { nextMessageId } = interaction.value;
    const next = found(nextMessageId);
    if (!nextMessageId) continue;
    if (next === undefined) broken(interaction, 'nextMessageId', 'the next interaction does not exist.');
    else if (!own.has(next)) broken(interaction, 'nextMessageId', `the next interaction, ${quoted(next)}, is of another dialog.`);
    else if (linked.has(next)) broken(interaction, 'nextMessageId', `the next interaction, ${quoted(next)}, follows another one already.`);
    else {
      links.set(interaction, next);
      linked.add(next);
    }
  }
  for (const interaction of members) {
    const { prevMessageId } = interaction.value;
    const previous = found(prevMessageId);
    if (previous !== undefined && links.get(previous) === interaction) continue;
    if (previous !== undefined && own.has(previous) && !previous.value.nextMessageId && !links.has(previous) && !linked.has(interaction)) {
      links.set(previous, interaction);
      linked.add(interaction);
      broken(interaction, 'prevMessageId', `it says that it follows ${quoted(previous)}, which does not say so. It is taken to.`);
    } else if (prevMessageId || linked.has(interaction)) {
      broken(interaction, 'prevMessageId', 'the interaction it says it follows is not the one that leads to it.');
    }
  }
  return links;
};

/** Every interaction is in one chain. A circle begins where the document does. */
const chainsOf = (members: readonly NamedInteraction[], links: Links): readonly (readonly NamedInteraction[])[] => {
  const linked = new Set(links.values());
  const heads = members.filter((interaction) => !linked.has(interaction));
  const placed = new Set<NamedInteraction>();
  const chainFrom = (head: NamedInteraction): readonly NamedInteraction[] => {
    const chain: NamedInteraction[] = [];
    for (let at: NamedInteraction | undefined = head; at !== undefined && !placed.has(at); at = links.get(at)) {
      placed.add(at);
      chain.push(at);
    }
    return chain;
  };
  const chains = [...heads.map(chainFrom), ...members.map(chainFrom)].filter(({ length }) => length > 0);
  const starting = chains.find(([head]) => head?.value.interactionType === 'DIALOG_STARTER');
  const main =
    starting ?? chains.reduce<readonly NamedInteraction[]>((longest, chain) => (chain.length > longest.length ? chain : longest), []);
  return [main, ...chains.filter((chain) => chain !== main)];
};

const nextOf = (
  interaction: NamedInteraction,
  links: Links,
  byKey: ReadonlyMap<string, NamedInteraction>,
): NamedInteraction | undefined => {
  const { nextMessageId } = interaction.value;
  return links.get(interaction) ?? (nextMessageId ? byKey.get(nextMessageId) : undefined);
};

/** Where an interaction leads that is not followed by the one below it. */
const followingOf = (
  { value: { nextMessageId } }: NamedInteraction,
  next: NamedInteraction | undefined,
  isLast: boolean,
  idOf: (interaction: NamedInteraction) => string,
): TargetInput => {
  if (next !== undefined) return { node: idOf(next) };
  if (nextMessageId) return { unresolved: nextMessageId };
  return isLast ? 'next' : { end: 'flow' };
};

const quoted = ({ name }: NamedInteraction): string => JSON.stringify(name);
