/** What this adapter has to say of a translation: a closed list. */
export const tallyCodes = {
  'duplicate-id': 'Two steps or two scenes have the same id.',
  'unknown-step': 'A step does something we do not know; it is carried as it is.',
  'unknown-call': 'What a step fetches cannot be read; it is carried as it is, and fails when the bot runs.',
  'unknown-phrase': 'A phrase cannot be read; it is carried as it is, and starts nothing when the bot runs.',
} as const;

export type TallyCode = keyof typeof tallyCodes;
