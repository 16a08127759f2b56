import type { Pass } from './lower-context.ts';
import { lowerNodeFields } from './node-fields.ts';
import { lowerNodeHooks } from './node-hooks.ts';

/** Leaves nodes that carry only the fields and scripts that are listed. */
export const lowerNodeFeatures: Pass = (bot, context) => [lowerNodeFields, lowerNodeHooks].reduce((made, pass) => pass(made, context), bot);
