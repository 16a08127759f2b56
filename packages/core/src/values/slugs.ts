/**
 * Makes ids of names: a slug of each, unique among those given and those taken. `Where is my order?` becomes
 * `where-is-my-order`; letters of every script stay, and a name that has none becomes `fallback`.
 */
export const createSlugs = (fallback: string, taken: Set<string> = new Set()): ((name: string) => string) => {
  const nextNumber = new Map<string, number>();
  return (name) => {
    const base = slug(name) ?? fallback;
    let id = base;
    for (let number = nextNumber.get(base) ?? 2; taken.has(id); number++) {
      id = `${base}-${number}`;
      nextNumber.set(base, number + 1);
    }
    taken.add(id);
    return id;
  };
};

const slug = (name: string): string | undefined =>
  name
    .slice(0, longestSlug)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
    ?.join('-');

const longestSlug = 60;
