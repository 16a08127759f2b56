import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';
import { enterNode } from './enter-node.ts';
import { stopChain } from './frames.ts';

/** Goes from node to node until the conversation waits, ends or is stopped. */
export const walk = async (turn: Turn, start: CompiledNode | undefined): Promise<void> => {
  let node = start;
  while (node && !turn.stopped) {
    turn.visits += 1;
    if (turn.visits > turn.bot.semantics.chainLimit) {
      stopChain(turn, node, `More than ${turn.bot.semantics.chainLimit} nodes ran without input`);
      return;
    }
    const entering = enterNode(turn, node);
    // Only what waits costs a wait.
    node = entering instanceof Promise ? await entering : entering;
  }
};
