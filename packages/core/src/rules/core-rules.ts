import type { Rule } from '../plugin/rule.ts';

/** The rules every bot is checked by, unless the configuration says otherwise. */
export const coreRules: readonly Rule[] = [];
