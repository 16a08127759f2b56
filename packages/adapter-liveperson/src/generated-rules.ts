/** The names of the rules that export writes for options that no route takes. */
export const generatedNames = {
  anyOption: 'any option',
  otherOptions: 'other options',
  unmatchedOptions: 'other options, no match',
} as const;

export const isGeneratedName = (name: string | undefined): boolean =>
  name === generatedNames.anyOption || name === generatedNames.otherOptions;

/** There may be several of them in one interaction, which are numbered. */
export const isUnmatchedName = (name: string | undefined): boolean => name?.startsWith(generatedNames.unmatchedOptions) === true;
