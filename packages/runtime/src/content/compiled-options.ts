import {
  type CompiledText,
  type CompiledValue,
  compileText,
  compileValue,
  type Json,
  type Option,
  type OptionAction,
  type OutboundOption,
} from '@dragoman/core';
import type { Turn } from '../turn/turn.ts';
import { repeatOver } from './repeat.ts';

export interface CompiledOptions {
  render(turn: Turn): readonly OutboundOption[];
}

export const compileOptions = (options: readonly Option[]): CompiledOptions => {
  const compiled = options.map(compileOption);
  return { render: (turn) => compiled.flatMap((option) => option(turn)) };
};

const compileOption = (option: Option): ((turn: Turn) => readonly OutboundOption[]) => {
  const label = compileText(option.label);
  const value = option.value === undefined ? undefined : compileText(option.value);
  const description = option.description === undefined ? undefined : compileText(option.description);
  const action = compileAction(option.action);
  const render = (turn: Turn, index: number): OutboundOption => ({
    id: index === 0 ? option.id : `${option.id}-${index + 1}`,
    label: text(label, turn),
    ...(value && { value: text(value, turn) }),
    ...(description && { description: text(description, turn) }),
    action: action(turn),
  });
  if (option.repeat === undefined) return (turn) => [render(turn, 0)];
  const rows: CompiledValue = compileValue(option.repeat as Json);
  return (turn) => repeatOver(turn, rows, (index) => render(turn, index));
};

const text = (template: CompiledText, turn: Turn): string => template.render(turn.lookup, turn.bot.semantics);

const compileAction = (action: OptionAction): ((turn: Turn) => OutboundOption['action']) => {
  switch (action.kind) {
    case 'url': {
      const url = compileText(action.url);
      return (turn) => ({ kind: 'url', url: text(url, turn) });
    }
    case 'phone': {
      const number = compileText(action.number);
      return (turn) => ({ kind: 'phone', number: text(number, turn) });
    }
    default:
      return () => action;
  }
};
