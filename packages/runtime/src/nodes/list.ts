import {
  type CompiledText,
  compileText,
  compileTextMatch,
  compileValue,
  type Json,
  type ListNode,
  type ListRow,
  type OutboundMessage,
  type OutboundOption,
  textOf,
} from '@dragoman/core';
import { rowsOf } from '../content/repeat.ts';
import type { Turn } from '../turn/turn.ts';
import type { Behaviour, Prepared } from './behaviour.ts';

const defaultPageSize = 9;
const nextOption = 'next';

export const listBehaviour = (node: ListNode): Behaviour => {
  const text = compileText(node.text);
  const nextLabel = compileText(node.nextLabel ?? 'Next');
  const rows = compileRows(node);
  const pageSize = node.pageSize ?? defaultPageSize;

  const show = (
    turn: Turn,
    frozen: readonly ListRow[],
    page: number,
  ): { readonly messages: readonly OutboundMessage[]; readonly wait: NonNullable<Prepared['wait']> } => {
    const rest = frozen.slice(page * pageSize);
    // What would leave a page for `next` alone is shown at once.
    const isLast = rest.length <= pageSize + 1;
    const options: OutboundOption[] = (isLast ? rest : rest.slice(0, pageSize)).map(rowOption);
    if (!isLast) options.push({ id: nextOption, label: nextLabel.render(turn.lookup, turn.bot.semantics), action: { kind: 'reply' } });
    return {
      messages: [{ kind: 'options', text: text.render(turn.lookup, turn.bot.semantics), options }],
      wait: { options, page, rows: frozen },
    };
  };

  return {
    ...(node.variable !== undefined && { variable: node.variable }),
    expectsOption: true,
    prepare: (turn) => {
      const frozen = rows(turn);
      return frozen.length === 0 ? { outcome: 'empty' } : show(turn, frozen, 0);
    },
    reply: (turn, _node, waiting, { option }) => {
      if (!option) return undefined;
      const frozen = waiting.rows ?? [];
      if (option.id === nextOption) return { kind: 'stay', ...show(turn, frozen, (waiting.page ?? 0) + 1) };
      const row = frozen.find(({ index }) => rowId(index) === option.id);
      return row && { kind: 'outcome', outcome: 'chosen', value: { value: row.value, label: row.label, index: row.index } };
    },
  };
};

const rowId = (index: number): string => `row-${index}`;

const rowOption = ({ index, label, value, description }: ListRow): OutboundOption => ({
  id: rowId(index),
  label,
  value: textOf(value),
  ...(description !== undefined && { description }),
  action: { kind: 'reply' },
});

const compileRows = (node: ListNode): ((turn: Turn) => readonly ListRow[]) => {
  const source = compileValue(node.rows as Json);
  const label = compileText(node.label);
  const value = node.value === undefined ? undefined : compileValue(node.value as Json);
  const description = node.description === undefined ? undefined : compileText(node.description);
  const keeps = node.filter === undefined ? undefined : compileTextMatch({ regex: node.filter }, matching);
  const drops = node.exclude === undefined ? undefined : compileTextMatch({ regex: node.exclude }, matching);
  const text = (template: CompiledText, turn: Turn): string => template.render(turn.lookup, turn.bot.semantics);
  return (turn) => {
    const outer = turn.item;
    const rows = rowsOf(turn, source).map((item, index): ListRow => {
      turn.item = item;
      const shown = text(label, turn);
      return {
        label: shown,
        value: value ? (value.render(turn.lookup, turn.bot.semantics) ?? null) : shown,
        index,
        ...(description && { description: text(description, turn) }),
      };
    });
    turn.item = outer;
    return rows.filter((row) => (keeps?.(row.label) ?? true) && !(drops?.(row.label) ?? false));
  };
};

// A filter is the author's own expression: it may match anywhere in the label.
const matching = { patternCase: 'exact', regexMatch: 'find' } as const;
