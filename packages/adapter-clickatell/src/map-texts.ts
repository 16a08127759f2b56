import { isJsonObject, type Json } from '@dragoman/core';

/** A value whose texts were translated, however deep they stand in it. */
export const mapTexts = (value: Json, translate: (text: string) => string): Json => {
  if (typeof value === 'string') return translate(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, translate));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, mapTexts(field, translate)]));
};
