import type { Switch } from '@dragoman/core';
import type { Turn } from './turn.ts';
import { readVariable } from './variables.ts';

/** Whether a variable switches this off now. */
export const isOff = (turn: Turn, what: Switch['off']): boolean =>
  turn.bot.semantics.switches.some(({ variable, is, off }) => off === what && String(readVariable(turn, variable)) === is);
