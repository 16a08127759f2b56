import type { Pass } from './lower-context.ts';

export const lowerNodeFeatures: Pass = (bot) => bot;
