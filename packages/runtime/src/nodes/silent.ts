import type { EndNode, JumpNode } from '@dragoman/core';
import type { Behaviour } from './behaviour.ts';

/** Start and condition do nothing themselves: hooks and routes do. */
export const silentBehaviour: Behaviour = { prepare: () => ({}) };

export const jumpBehaviour = (node: JumpNode): Behaviour => ({ prepare: () => ({ target: node.to }) });

export const endBehaviour = (node: EndNode): Behaviour => ({
  prepare: () => ({ target: node.conversation ? { end: 'conversation' } : { end: 'flow' } }),
});
