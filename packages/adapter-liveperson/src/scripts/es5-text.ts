import type { Json } from '@dragoman/core';

/** A value as it is written in ES5. Line separators end a line there, also inside quotes. */
export const es5Literal = (value: Json): string => JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** Lines further in, but for empty ones. */
export const indented = (text: string, by = '  '): string => text.replaceAll(/^(?=.)/gm, by);
