import type * as z from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { shorthand, withoutRequired } from './shorthand.ts';

/** An element with an id and a name; the name may be left out and is then the id. */
export const named = <S extends z.ZodType>(long: S): z.ZodType<z.output<S>> => shorthand(long, withName, withoutRequired('name'));

const withName = (value: unknown): unknown =>
  isJsonObject(value as Json) && !Object.hasOwn(value as object, 'name') && typeof (value as JsonObject).id === 'string'
    ? { ...(value as JsonObject), name: (value as JsonObject).id }
    : value;
