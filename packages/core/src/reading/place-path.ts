import { isJsonObject, type Json } from '../json.ts';
import { parsePointer } from '../values/json-pointer.ts';
import type { Path } from './finding.ts';

/**
 * Says a place as people do: `/flows/0/nodes/3/url` is `flows.order.nodes.lookup.url`, by ids where the items of a list
 * have them. Takes a bot in any form, also a broken one; the place need not exist. The bot as a whole is `bot`.
 */
export const placePath = (document: unknown, pointer: string): string => pathText(document, parsePointer(pointer));

/** The same for a place given as keys and indices. */
export const pathText = (document: unknown, path: Path): string => {
  if (path.length === 0) return 'bot';
  let value = document as Json | undefined;
  const words: string[] = [];
  for (const step of path) {
    const list = Array.isArray(value) ? (value as readonly Json[]) : undefined;
    const item: Json | undefined = list === undefined ? ownField(value, String(step)) : list[Number(step)];
    words.push(short(list !== undefined && isJsonObject(item) && typeof item.id === 'string' ? item.id : String(step)));
    value = item;
  }
  return words.join('.');
};

const ownField = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const short = (word: string): string => {
  if (word === '') return '""';
  return word.length > longestWord ? `${word.slice(0, longestWord)}…` : word;
};

const longestWord = 60;
