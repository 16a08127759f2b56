import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from './turn.ts';

/** Names a step for the journal: the same run asks for the same names in the same order. */
export const stepName = (turn: Turn, node: CompiledNode | undefined, purpose: string, index?: number): string =>
  `${turn.number}/${turn.visits}/${node?.node.id ?? ''}/${purpose}${index === undefined ? '' : `/${index}`}`;
