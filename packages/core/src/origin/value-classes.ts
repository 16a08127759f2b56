import type { Json } from '../json.ts';

/**
 * Gives equal values the same number and others another one, so that comparing two values costs nothing however deep
 * they are: each is looked at once. The order of an object's fields does not count, nor do fields that are undefined.
 */
export const createValueClasses = (): ((value: Json) => number) => {
  const scalars = new Map<Json, number>();
  const contents = new Map<string, number>();
  const known = new Map<object, number>();
  let count = 0;

  const numberIn = <T>(numbers: Map<T, number>, key: T): number => {
    const number = numbers.get(key) ?? count++;
    numbers.set(key, number);
    return number;
  };

  const contentOf = (value: object): string => {
    if (Array.isArray(value)) return `[${value.map((element) => classOf(element ?? null)).join()}`;
    const fields: string[] = [];
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) fields.push(`${numberIn(scalars, name)}:${classOf(field)}`);
    }
    return `{${fields.sort().join()}`;
  };

  const classOf = (value: Json): number => {
    if (typeof value !== 'object' || value === null) return numberIn(scalars, value);
    const found = known.get(value) ?? numberIn(contents, contentOf(value));
    known.set(value, found);
    return found;
  };
  return classOf;
};
