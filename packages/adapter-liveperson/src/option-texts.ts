interface Said {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
}

/**
 * What rules call each option of an interaction by, by its id: what it shows, or what it stands for where others show the
 * same. The first counts of those that rules cannot tell apart.
 */
export const optionTexts = (options: readonly Said[]): ReadonlyMap<string, string> => {
  const shown = counted(options.map(({ label }) => label));
  const meant = counted(options.flatMap(({ label, value }) => (value === undefined ? [label] : [label, value])));
  return new Map(
    options.map(({ id, label, value }) => {
      const isAlone = shown.get(spelled(label)) === 1 || value === undefined || meant.get(spelled(value)) !== 1;
      return [id, isAlone ? label : value];
    }),
  );
};

/** Case and spaces at the ends tell nothing apart. */
export const spelled = (text: string): string => text.trim().toLowerCase();

const counted = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(spelled(text), (counts.get(spelled(text)) ?? 0) + 1);
  return counts;
};
