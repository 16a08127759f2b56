import type { Option } from '@dragoman/core';

export type ChoiceType = 'MULTIPLE_CHOICE_QUESTION' | 'QUICK_REPLY' | 'BUTTON';

/** The type of interaction that says options best, where nobody says which: buttons open addresses, quick replies have values. */
export const choiceTypeOf = (options: readonly Pick<Option, 'value' | 'action'>[]): ChoiceType => {
  if (options.some(({ action }) => action.kind === 'url')) return 'BUTTON';
  const isPlain = options.every(({ value, action }) => value === undefined && action.kind === 'reply');
  return isPlain ? 'MULTIPLE_CHOICE_QUESTION' : 'QUICK_REPLY';
};

/** How a rule names an option of its interaction. */
export type OptionMatch = 'EVAL_OPTION' | 'EXACT_VALUE';

/** Only multiple choice evaluates its options; at other interactions a rule compares with what a tap says. */
export const optionMatchOf = (interactionType: string | undefined): OptionMatch =>
  interactionType === 'MULTIPLE_CHOICE_QUESTION' ? 'EVAL_OPTION' : 'EXACT_VALUE';
