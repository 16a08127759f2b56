const longCases = 20_000;

/** How many cases a law is tried on: what the environment variable `DRAGOMAN_LAWS` says, a number or `long`. */
export const casesToTry = (normal: number): number => {
  const said = process.env.DRAGOMAN_LAWS;
  return said === 'long' ? longCases : numberIn(said, normal);
};

/** The seed of the cases: that of the environment variable `DRAGOMAN_LAWS_SEED`. */
export const seedToTry = (normal: number): number => numberIn(process.env.DRAGOMAN_LAWS_SEED, normal);

const numberIn = (said: string | undefined, normal: number): number => (said !== undefined && /^-?\d+$/.test(said) ? Number(said) : normal);
