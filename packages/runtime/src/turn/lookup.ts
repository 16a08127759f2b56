import { isJsonObject, type Json, type Lookup } from '@dragoman/core';
import { locationVariable, messageVariable, own } from './own.ts';
import type { Turn } from './turn.ts';
import { readVariable } from './variables.ts';

/** Reads what a placeholder can name: the reserved roots, else a variable. `secret` has no readable value. */
export const createLookup = (turn: Turn): Lookup => {
  return (root, as) => {
    if (as === 'variable') return readVariable(turn, root);
    switch (root) {
      case 'user':
        return own(turn.turnVariables, messageVariable);
      case 'env':
        return turn.parts.env;
      case 'session':
        return turn.session && { id: turn.session.id, startedAtMs: turn.session.startedAtMs, turn: turn.number };
      case 'location':
        return placeOf(turn.session && own(turn.session.variables, locationVariable));
      case 'item':
        return turn.item;
      case 'secret':
        return undefined;
      default:
        return readVariable(turn, root);
    }
  };
};

/** The place that was sent, also by the short names of its parts. */
const placeOf = (place: Json | undefined): Json | undefined => {
  if (place === undefined || !isJsonObject(place)) return place;
  const { latitude, longitude, name } = place;
  const parts = { lat: latitude, lng: longitude, latlng: `${latitude},${longitude}`, ...(name !== undefined && { city: name }) };
  return { ...parts, ...place } as Json;
};
