import type { CompiledValue, Json } from '@dragoman/core';
import type { Turn } from '../turn/turn.ts';

/** The rows a placeholder gives: a list, a lone value as one row, nothing as none. */
export const rowsOf = (turn: Turn, rows: CompiledValue): readonly Json[] => {
  const value = rows.render(turn.lookup, turn.bot.semantics);
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
};

/** Renders something once for each row, with `{{item}}` standing for the row. */
export const repeatOver = <T>(turn: Turn, rows: CompiledValue, render: (index: number) => T): readonly T[] => {
  const outer = turn.item;
  const rendered = rowsOf(turn, rows).map((row, index) => {
    turn.item = row;
    return render(index);
  });
  turn.item = outer;
  return rendered;
};
