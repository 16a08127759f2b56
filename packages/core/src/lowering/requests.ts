import type { Pass } from './lower-context.ts';

export const lowerRequests: Pass = (bot) => bot;
