import type { Turn } from '../turn/turn.ts';
import { cancelTimer } from './timers.ts';

/** Forgets the session: its variables, its timers, what was open in it. */
export const endSession = (turn: Turn): void => {
  for (const { name } of turn.timers) cancelTimer(turn, name);
  turn.session = undefined;
  turn.turnVariables = {};
  turn.frames = [];
  turn.lastCall = undefined;
};
