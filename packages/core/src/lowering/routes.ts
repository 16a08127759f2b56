import type { Pass } from './lower-context.ts';

export const lowerRoutes: Pass = (bot) => bot;
