import { type Json, textOf } from '@dragoman/core';

/** The texts and numbers in a value, as texts. */
export const leavesOf = (value: Json | undefined): readonly string[] => {
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [textOf(value)];
};

/**
 * The value with every text in it mapped, and every number whose text changes; names of fields only by `mapName`. What
 * does not change is not copied: most of a body.
 */
export const mapTexts = (value: Json, map: (text: string) => string, mapName: (name: string) => string = same): Json => {
  if (typeof value === 'string') return map(value);
  if (typeof value === 'number') {
    const text = String(value);
    const mapped = map(text);
    return mapped === text ? value : mapped;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapTexts(item, map, mapName));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value);
  const mapped = entries.map(([name, item]) => [mapName(name), mapTexts(item, map, mapName)] as const);
  return mapped.every(([name, item], index) => name === entries[index]?.[0] && item === entries[index][1])
    ? value
    : Object.fromEntries(mapped);
};

const same = (name: string): string => name;
