import { type OptionMatch, optionMatchOf } from '../choice-type.ts';
import { optionTexts, spelled } from '../option-texts.ts';
import type { LivePersonInteraction } from '../wire/interaction.ts';
import type { LivePersonCondition } from '../wire/rule.ts';
import type { NamedOption } from './options.ts';

/** The id of the option that a condition names. */
export type OptionFinder = (condition: LivePersonCondition) => string | undefined;

/**
 * Finds options by what export calls them: any other text is one like others, and stays when the option is edited. So is
 * an exact value at a multiple choice, which evaluates its options otherwise.
 */
export const optionFinder = (
  options: readonly NamedOption[],
  interactionType: string | undefined,
  read: (text: string) => string,
): OptionFinder => {
  const texts = [...optionTexts(options)];
  const find = (text: string) => texts.find(([, said]) => spelled(said) === spelled(text))?.[0];
  return (condition) => {
    const text = optionTextOf(condition);
    if (text === undefined || texts.length === 0) return undefined;
    if (condition.matchType === 'EXACT_VALUE' && optionMatchOf(interactionType) !== 'EXACT_VALUE') return undefined;
    return find(text) ?? (text.includes('{') ? find(read(text)) : undefined);
  };
};

/** The text of a condition that may name an option. */
export const optionTextOf = ({ matchType, exactValueMatch, evaluateOptionMatch }: LivePersonCondition): string | undefined => {
  if (matchType === 'EXACT_VALUE') return exactValueMatch?.value;
  return matchType === 'EVAL_OPTION' ? evaluateOptionMatch?.value : undefined;
};

/** How all rules of an interaction name its options, where that is another way than export would take. */
export const ownOptionMatch = (
  { interactionType, responseMatches = [] }: LivePersonInteraction,
  option: OptionFinder,
): OptionMatch | undefined => {
  const naming = responseMatches.flatMap(({ conditions = [] }) => conditions.filter((condition) => option(condition) !== undefined));
  const usual = optionMatchOf(interactionType);
  return usual === 'EXACT_VALUE' && naming.length > 0 && naming.every(({ matchType }) => matchType !== usual) ? 'EVAL_OPTION' : undefined;
};
