import { isJsonObject, type Json } from '@dragoman/core';

/** What stands at the path of a response mapping. */
export const valueAt = (body: Json, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((value, segment) => {
    if (Array.isArray(value)) return /^\d+$/.test(segment) ? value[Number(segment)] : undefined;
    return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }, body);
