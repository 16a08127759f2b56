import { type Bot, exportBot, type Json } from '@dragoman/core';
import { changes } from './compare/changes.ts';
import type { Edit } from './edits.ts';
import type { LawSubject } from './law-case.ts';

/**
 * What is wrong when two elements of a bot, imported from this document, are edited: one by one they change different parts
 * of the document, and together nothing more. Undefined: nothing is.
 */
export const strayChange = (
  { create, plugins }: Pick<LawSubject, 'create' | 'plugins'>,
  bot: Bot,
  text: string,
  one: Edit,
  other: Edit,
): string | undefined => {
  const before = JSON.parse(text) as Json;
  const written = (edited: Bot): Json => exportBot(create(), edited, { plugins }).value as Json;
  const first = pointersOf(before, written(one.apply(bot)));
  const second = pointersOf(before, written(other.apply(bot)));
  const both = pointersOf(before, written(one.apply(other.apply(bot))));
  const shared = first.filter((pointer) => second.includes(pointer));
  const expected = new Set([...first, ...second]);
  const stray = both.filter((pointer) => !expected.has(pointer));
  if (first.length > 0 && second.length > 0 && shared.length === 0 && stray.length === 0) return undefined;
  if (shared.length > 0) return `${one.what} and ${other.what} both change ${shared.join(', ')}.`;
  if (stray.length > 0) return `Editing ${one.what} and ${other.what} together also changes ${stray.join(', ')}.`;
  return `Editing ${first.length === 0 ? one.what : other.what} changes nothing.`;
};

const pointersOf = (before: Json, after: Json): readonly string[] => changes(before, after).map(({ pointer }) => pointer);
