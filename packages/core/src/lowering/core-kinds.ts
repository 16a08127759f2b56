import type { Pass } from './lower-context.ts';

export const lowerCoreKinds: Pass = (bot) => bot;
