import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';
import { enterNode, stopsHere } from './enter-node.ts';
import { endConversation, stopChain } from './frames.ts';

/** Goes from node to node until the conversation waits, ends or is stopped. */
export const walk = async (turn: Turn, start: CompiledNode | undefined): Promise<void> => {
  const { chainLimit } = turn.bot.semantics;
  let node = start;
  let flow: string | undefined;
  let inRow = 0;
  while (node && !turn.stopped && !turn.closing) {
    turn.visits += 1;
    const isSame = node.flow === flow;
    if (!isSame) inRow = 0;
    const mayWait = stopsHere(node);
    // The beginning of a flow counts where the flow leads back to it.
    if (!mayWait && (isSame || node.node.kind !== 'start')) inRow += 1;
    if (inRow > chainLimit) return stopChain(turn, node, `More than ${chainLimit} nodes ran in a row without input`);
    flow = node.flow;
    const entering = enterNode(turn, node);
    // Only what waits costs a wait.
    node = entering instanceof Promise ? await entering : entering;
    if (node && mayWait) inRow += 1;
  }
  if (turn.closing) endConversation(turn, turn.closing.survey);
};
