import type * as z from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { shorthand, withoutRequired } from './shorthand.ts';

/** An element with an id and a name; the name may be left out and is then the id. */
export const named = <S extends z.ZodType>(long: S): z.ZodType<z.output<S>> => shorthand(long, withName, withoutRequired('name'));

const withName = (value: unknown): unknown => {
  if (!isJsonObject(value as Json) || Object.hasOwn(value as JsonObject, 'name')) return value;
  const { id } = value as JsonObject;
  // Without an id one problem is enough.
  return { ...(value as JsonObject), name: typeof id === 'string' ? id : '' };
};
