import type { ScriptNode } from '@dragoman/core';
import { runHook } from '../scripts/hooks.ts';
import type { Behaviour } from './behaviour.ts';

export const scriptBehaviour = (node: ScriptNode): Behaviour => {
  const script = { dialect: node.dialect, source: node.source };
  return {
    prepare: async (turn, compiled) => {
      const { target, stop } = await runHook(turn, script, compiled, 'script');
      return { ...(target !== undefined && { target }), stop };
    },
  };
};
