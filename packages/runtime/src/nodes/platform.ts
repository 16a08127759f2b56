import type { PlatformNode } from '@dragoman/core';
import { callPlatform } from '../call/call-platform.ts';
import { storeResponse } from '../call/store-response.ts';
import type { Behaviour } from './behaviour.ts';

/** Carried, not interpreted: its outcome comes from a stub or an executor, else `error` with reason `unsupported`. */
export const platformBehaviour = (node: PlatformNode): Behaviour => {
  const mapping = node.variable === undefined ? undefined : ({ variable: node.variable, fields: [], onMissing: 'unset' } as const);
  return {
    prepare: async (turn, compiled) => {
      const { outcome, body } = await callPlatform(turn, compiled, { id: node.id, name: node.name }, node);
      if (mapping) storeResponse(turn, mapping, outcome, body);
      return { outcome };
    },
  };
};
