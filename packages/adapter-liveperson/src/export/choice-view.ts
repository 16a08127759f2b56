import { isJsonObject, type Json } from '@dragoman/core';
import { type ChoiceType, choiceTypeOf, type OptionMatch, optionMatchOf } from '../choice-type.ts';
import type { NodeView } from './export-view.ts';

type ChoiceView = Extract<NodeView, { readonly kind: 'choice' }>;

/** The type of interaction a choice is shown as: the one its author wants or that was imported, else what fits its options. */
export const shownType = (node: ChoiceView): ChoiceType => wanted(node, 'type', choiceTypes) ?? choiceTypeOf(node.options);

/** How the rules of a node name its options: as in the document it was imported from, else as its type does. */
export const shownMatch = (node: NodeView): OptionMatch =>
  wanted(node, 'optionMatch', optionMatches) ?? optionMatchOf(node.kind === 'choice' ? shownType(node) : undefined);

const choiceTypes: readonly ChoiceType[] = ['MULTIPLE_CHOICE_QUESTION', 'QUICK_REPLY', 'BUTTON'];
const optionMatches: readonly OptionMatch[] = ['EVAL_OPTION', 'EXACT_VALUE'];

const wanted = <T extends string>({ platformOptions }: NodeView, name: string, known: readonly T[]): T | undefined => {
  const options: Json | undefined = platformOptions?.liveperson;
  const found = options !== undefined && isJsonObject(options) ? options[name] : undefined;
  return known.find((one) => one === found);
};
