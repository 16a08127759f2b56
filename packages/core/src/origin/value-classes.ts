import type { Json } from '../json.ts';

/**
 * Gives equal values the same number and others another one, so that comparing two values costs nothing however deep
 * they are: each is looked at once. The order of an object's fields does not count, nor do fields that are undefined.
 */
export const createValueClasses = (): ((value: Json) => number) => {
  const classes = new Map<string, number>();
  const known = new WeakMap<object, number>();

  const numberOf = (content: string): number => {
    const number = classes.get(content) ?? classes.size;
    classes.set(content, number);
    return number;
  };

  const contentOf = (value: object): string =>
    Array.isArray(value)
      ? `[${value.map((element) => classOf(element ?? null)).join()}`
      : `{${Object.entries(value)
          .flatMap(([name, field]) => (field === undefined ? [] : [`${JSON.stringify(name)}:${classOf(field)}`]))
          .sort()
          .join()}`;

  const classOf = (value: Json): number => {
    if (typeof value !== 'object' || value === null) return numberOf(`${typeof value} ${value}`);
    const found = known.get(value) ?? numberOf(contentOf(value));
    known.set(value, found);
    return found;
  };
  return classOf;
};
