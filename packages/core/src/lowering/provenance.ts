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
  const places = new Map<object, Place>();
  const top: Place = {};
  const walk = (value: object, place: Place): void => {
    if (places.has(value)) return;
    places.set(value, place);
    for (const [step, field] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      if (typeof field === 'object' && field !== null) walk(field, { inside: place, step });
    }
  };
  walk(bot, top);
  return {
    placeOf: (element) => pointerOf((element && places.get(element)) ?? top),
    derive: (made, from) => {
      const place = places.get(from);
      if (place !== undefined && !places.has(made)) places.set(made, place);
      return made;
    },
    fieldOf: (element, name) => {
      const field = {};
      places.set(field, { inside: places.get(element) ?? top, step: name });
      return field;
    },
  };
};

/** Few places are ever asked for, so that they are written only then. */
interface Place {
  /** None for the bot itself. */
  readonly inside?: Place;
  readonly step?: string | number;
}

const pointerOf = (place: Place): string => {
  const steps: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.step !== undefined; at = at.inside) steps.push(at.step);
  return formatPointer(steps.reverse());
};
