export interface Rounds {
  /** Rounds whose slices are kept. */
  readonly rounds: number;
  /** Rounds before them whose slices are thrown away, for the compiler and the connections to settle. */
  readonly warmUps: number;
}

/**
 * Measures variants in short slices, one of each a round, so that whatever else the machine does hits them alike.
 * Every round starts with another variant: none is always the one after a given other.
 */
export const interleave = async <Name extends string, Slice>(
  variants: { readonly [N in Name]: () => Promise<Slice> | Slice },
  { rounds, warmUps }: Rounds,
): Promise<{ readonly [N in Name]: readonly Slice[] }> => {
  const names = Object.keys(variants) as Name[];
  const slices = Object.fromEntries(names.map((name) => [name, []])) as unknown as { readonly [N in Name]: Slice[] };
  for (let round = -warmUps; round < rounds; round += 1) {
    const first = (round + warmUps) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const slice = await variants[name]();
      if (round >= 0) slices[name].push(slice);
    }
  }
  return slices;
};
