/** The names of the rules that export writes for options that no route takes. */
export const generatedNames = { anyOption: 'any option', otherOptions: 'other options' } as const;

export const isGeneratedName = (name: string | undefined): boolean => Object.values(generatedNames).some((known) => known === name);
