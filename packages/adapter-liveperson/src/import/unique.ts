/** Tells keys or names apart: one that comes again gets a number. */
export const createUnique = (): ((wanted: string) => string) => {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return (wanted) => {
    let free = wanted;
    for (let number = numbers.get(wanted) ?? 2; taken.has(free); number++) {
      free = `${wanted} (${number})`;
      numbers.set(wanted, number + 1);
    }
    taken.add(free);
    return free;
  };
};
