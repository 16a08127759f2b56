import type { Bot } from '../document/bot.ts';
import { DragomanError } from '../dragoman-error.ts';
import type { BotInput } from '../input/bot-input.ts';
import { formatDiagnostic } from './format-diagnostic.ts';
import { type ReadOptions, readBot } from './read-bot.ts';

/**
 * Turns what people write into the long form that is stored, run and translated. Pure, and a bot in the long form comes
 * out as it went in. Throws `validation` with every problem in `diagnostics`.
 */
export const normaliseBot = (input: BotInput, options: ReadOptions = {}): Bot => {
  const { value, diagnostics } = readBot(input, options);
  if (value !== undefined) return value;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const more = errors.length > shown ? [`… and ${errors.length - shown} more.`] : [];
  throw new DragomanError(['This bot cannot be read.', ...errors.slice(0, shown).map(formatDiagnostic), ...more].join('\n'), {
    code: 'validation',
    diagnostics,
  });
};

const shown = 10;
