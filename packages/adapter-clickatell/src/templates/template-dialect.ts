import { bracketDialect } from './bracket-dialect.ts';

/** Placeholders of texts, addresses, headers and bodies: `[[name]]`. */
export const clickatellTemplates = bracketDialect({ open: '[[', close: ']]' });

/** Placeholders of the patterns of a Dynamic List: `[Products:items.#.title]`. */
export const patternTemplates = bracketDialect({ open: '[', close: ']' });
