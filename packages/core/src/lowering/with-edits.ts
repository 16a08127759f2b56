import type { Bot } from '../document/bot.ts';
import type { Json } from '../json.ts';
import type { Path } from '../reading/finding.ts';
import type { LowerContext } from './lower-context.ts';

/** Another value at one place of a bot. */
export interface Edit {
  readonly path: Path;
  readonly value: Json;
}

/** The bot with other values at some places; whatever is made anew keeps the place it came from. */
export const withEdits = (bot: Bot, edits: readonly Edit[], context: Pick<LowerContext, 'provenance'>): Bot =>
  edited(bot, edits, 0, context) as Bot;

const edited = (value: unknown, edits: readonly Edit[], depth: number, context: Pick<LowerContext, 'provenance'>): unknown => {
  const [first] = edits;
  if (first === undefined) return value;
  if (first.path.length === depth) return first.value;
  const byKey = new Map<string | number, Edit[]>();
  for (const edit of edits) {
    const key = edit.path[depth] as string | number;
    const same = byKey.get(key);
    if (same) same.push(edit);
    else byKey.set(key, [edit]);
  }
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as { [key: string | number]: unknown };
  for (const [key, same] of byKey) copy[key] = edited(copy[key], same, depth + 1, context);
  return context.provenance.derive(copy, value as object);
};
