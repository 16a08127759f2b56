import type { Option } from '@dragoman/core';

export type ChoiceType = 'MULTIPLE_CHOICE_QUESTION' | 'QUICK_REPLY' | 'BUTTON';

/** The type of interaction that says options best, where nobody says which: buttons open addresses, quick replies have values. */
export const choiceTypeOf = (options: readonly Pick<Option, 'value' | 'action'>[]): ChoiceType => {
  if (options.some(({ action }) => action.kind === 'url')) return 'BUTTON';
  const isPlain = options.every(({ value, action }) => value === undefined && action.kind === 'reply');
  return isPlain ? 'MULTIPLE_CHOICE_QUESTION' : 'QUICK_REPLY';
};
