import type { Pass } from '../lower-context.ts';

export const compileSemantics: Pass = (bot) => bot;
