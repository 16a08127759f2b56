import type { LivePersonGroup } from '../wire/export.ts';
import { chainInteractions, type NamedInteraction, type Step } from './chain-interactions.ts';
import type { ImportContext } from './import-context.ts';
import { createNaming, type NamedPart } from './named-parts.ts';
import type { Part } from './read-part.ts';

/** A dialog and its interactions, in order. */
export interface Dialog extends NamedPart<LivePersonGroup> {
  /** The neutral one. */
  readonly id: string;
  readonly steps: readonly Step[];
}

/** The dialogs of a document. Interactions of a dialog that it does not hold make up one of their own. */
export const dialogsOf = (
  groups: readonly Part<LivePersonGroup>[],
  interactions: readonly NamedInteraction[],
  byKey: ReadonlyMap<string, NamedInteraction>,
  context: ImportContext,
): readonly Dialog[] => {
  const members = new Map<string, NamedInteraction[]>();
  for (const interaction of interactions) {
    const group = interaction.value.group || noDialog;
    const others = members.get(group);
    if (others === undefined) members.set(group, [interaction]);
    else others.push(interaction);
  }
  const known = new Set(groups.map(({ value }) => value.id));
  const missing = [...members].flatMap(([id, [first]]) => (known.has(id) || first === undefined ? [] : [missingGroup(id, first, context)]));
  const named = createNaming('flow', context.report);
  return [...groups, ...missing].map((group) => {
    const dialog = named(group);
    const { key, name, pointer } = dialog;
    return { ...dialog, id: context.id('flow', { key, name, pointer }), steps: chainInteractions(members.get(key) ?? [], byKey, context) };
  });
};

const missingGroup = (id: string, { name, pointer }: NamedInteraction, { report }: ImportContext): Part<LivePersonGroup> => {
  const which = id === noDialog ? 'of no dialog' : 'of a dialog that is not there';
  const reason = `${JSON.stringify(name)} is ${which}. All such interactions make up a dialog here.`;
  report({ code: 'missing-dialog', severity: 'warning', platformPlace: `${pointer}/group`, reason, fix: 'Export the dialog as well.' });
  return { value: { id }, pointer: `${pointer}/group` };
};

const noDialog = 'no dialog';
