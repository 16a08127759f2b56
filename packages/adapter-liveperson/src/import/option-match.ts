import { type OptionMatch, optionMatchOf } from '../choice-type.ts';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import type { LivePersonCondition } from '../wire/rule.ts';

/**
 * How all rules of an interaction name its options, where that is another way than export would take. `isOption`: whether
 * a text is one of an option.
 */
export const ownOptionMatch = (
  { interactionType, responseMatches = [] }: LivePersonInteraction,
  isOption: (text: string) => boolean,
): OptionMatch | undefined => {
  const conditions = responseMatches.flatMap((rule) => rule.conditions ?? []);
  const naming = conditions.flatMap((condition): readonly OptionMatch[] => {
    const text = optionTextOf(condition);
    return text !== undefined && isOption(text) ? [condition.matchType as OptionMatch] : [];
  });
  const [first] = naming;
  return naming.every((one) => one === first) && first !== optionMatchOf(interactionType) ? first : undefined;
};

/** The text of a condition that may name an option. */
export const optionTextOf = ({ matchType, exactValueMatch, evaluateOptionMatch }: LivePersonCondition): string | undefined => {
  if (matchType === 'EXACT_VALUE') return exactValueMatch?.value;
  return matchType === 'EVAL_OPTION' ? evaluateOptionMatch?.value : undefined;
};
