import type { PlatformNode } from '@dragoman/core';
import { callPlatform } from '../call/call-platform.ts';
import type { Behaviour } from './behaviour.ts';

/** Carried, not interpreted: its outcome comes from a stub or an executor, else `error` with reason `unsupported`. */
export const platformBehaviour = (node: PlatformNode): Behaviour => ({
  prepare: async (turn, compiled) => ({ outcome: (await callPlatform(turn, compiled, { id: node.id, name: node.name }, node)).outcome }),
});
