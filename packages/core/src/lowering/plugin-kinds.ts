import type { Pass } from './lower-context.ts';

export const lowerPluginKinds: Pass = (bot) => bot;
