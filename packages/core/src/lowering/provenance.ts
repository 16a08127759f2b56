import { formatPointer } from '../values/json-pointer.ts';

/** Knows where in the author's bot each element came from, also elements that translation made of others. */
export interface Provenance {
  /** JSON pointer into the author's bot; the bot itself (`''`) for what came from nowhere. */
  placeOf(element: object | undefined): string;
  /** Says that one element was made of another, and gives it back. What it holds itself keeps its own place. */
  derive<T extends object>(made: T, from: object): T;
  /** Stands for a field of an element where its place is wanted, also for one that holds no element or is not written. */
  fieldOf(element: object, name: string): object;
}

/** The provenance of a bot and of everything in it, by identity. */
export const provenanceOf = (bot: object): Provenance => {
  const places = new WeakMap<object, string>();
  const path: (string | number)[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || places.has(value)) return;
    places.set(value, formatPointer(path));
    for (const [key, field] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      path.push(key);
      walk(field);
      path.pop();
    }
  };
  walk(bot);
  const placeOf: Provenance['placeOf'] = (element) => (element && places.get(element)) ?? '';
  return {
    placeOf,
    derive: (made, from) => {
      const place = places.get(from);
      if (place !== undefined && !places.has(made)) places.set(made, place);
      return made;
    },
    fieldOf: (element, name) => {
      const field = {};
      places.set(field, placeOf(element) + formatPointer([name]));
      return field;
    },
  };
};
