import type { Json } from '../json.ts';

/**
 * The number a value reads as: a number, or text that is a decimal number with nothing but space around it (`-1.5`,
 * ` 042 `, `1e3`). Undefined for anything else, also for other notations (`0x10`, `1,5`) and for what overflows.
 */
export const numberOf = (value: Json | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!decimal.test(text)) return undefined;
  const result = Number(text);
  return Number.isFinite(result) ? result : undefined;
};

/**
 * The same for what must be told apart exactly. Text that looks like an identifier rather than a quantity is no number
 * here: with a leading zero or plus sign, with an exponent, or with more digits than a number can hold.
 */
export const exactNumberOf = (value: Json | undefined): number | undefined => {
  if (typeof value !== 'string') return numberOf(value);
  const text = value.trim();
  return text.length <= longestExact && plainDecimal.test(text) ? Number(text) : undefined;
};

// Every decimal of 15 digits survives the way through a double and back; a sign or a point comes on top.
const longestExact = 16;
const plainDecimal = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/;

// Without ambiguity between its parts, so that no text makes it slow.
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
