import type { Json } from '../json.ts';

/** A value as text: numbers as ECMAScript prints them, lists and objects as compact JSON, nothing as empty text. */
export const textOf = (value: Json | undefined): string => {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
