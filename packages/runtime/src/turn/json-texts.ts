import { type Json, textOf } from '@dragoman/core';

/** The texts and numbers in a value, as texts. */
export const leavesOf = (value: Json | undefined): readonly string[] => {
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [textOf(value)];
};

/** The value with every text in it mapped, names left as they are. */
export const mapTexts = (value: Json, map: (text: string) => string): Json => {
  if (typeof value === 'string') return map(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, map)]));
};
