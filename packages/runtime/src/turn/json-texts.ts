import { type Json, textOf } from '@dragoman/core';

/** The texts and numbers in a value, as texts. */
export const leavesOf = (value: Json | undefined): readonly string[] => {
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [textOf(value)];
};

/** The value with every text in it mapped, names left as they are. What does not change is not copied: most of a body. */
export const mapTexts = (value: Json, map: (text: string) => string): Json => {
  if (typeof value === 'string') return map(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapTexts(item, map));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value);
  const items = entries.map(([, item]) => mapTexts(item, map));
  return entries.every(([, item], index) => item === items[index])
    ? value
    : Object.fromEntries(entries.map(([name], index) => [name, items[index] as Json]));
};
