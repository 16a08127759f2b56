import type { Pass } from './lower-context.ts';

export const fitNodes: Pass = (bot) => bot;
