import { isJsonObject, type Json } from '../json.ts';
import { textOf } from '../values/text-of.ts';
import type { Reference, Segment } from './template-tree.ts';

/**
 * Gives the value of a variable or of a reserved root; undefined when there is none.
 *
 * `kind` is `variable` for names that came through `{{var[…]}}`: they never mean a reserved root.
 */
export type Lookup = (root: string, kind?: 'variable') => Json | undefined;

/** A reference ready to be read again and again. */
export type Reader = (lookup: Lookup) => Json | undefined;

/**
 * The value a reference names; undefined when there is none. Sees own fields only, never what every object inherits.
 *
 * `$lower` and `$upper` of a scalar are its text in that case. A field needs an object and a position needs a list; a computed segment is either, as the value at hand demands.
 * The root `secret` has no value: secrets can be used, never read.
 */
export const resolveReference = (reference: Reference, lookup: Lookup): Json | undefined => readerOf(reference)(lookup);

export const readerOf = ({ root, segments }: Reference): Reader => {
  if (root === 'secret') return () => undefined;
  if (root === 'var') return variableReader(segments);
  const steps = segments.map(stepOf);
  if (steps.length === 0) return (lookup) => lookup(root);
  return (lookup) => follow(lookup(root), steps, lookup, 0);
};

const variableReader = (segments: readonly Segment[]): Reader => {
  const steps = segments.map(stepOf);
  const [first] = steps;
  if (typeof first === 'string') return (lookup) => follow(lookup(first, 'variable'), steps, lookup, 1);
  if (typeof first !== 'function') return () => undefined;
  return (lookup) => follow(lookup(textOf(first(lookup)), 'variable'), steps, lookup, 1);
};

type Step = string | number | Reader;

const stepOf = (segment: Segment): Step => {
  if ('name' in segment) return segment.name;
  return 'index' in segment ? segment.index : readerOf(segment.computed);
};

const follow = (start: Json | undefined, steps: readonly Step[], lookup: Lookup, from: number): Json | undefined => {
  let value = start;
  for (let position = from; position < steps.length; position += 1) {
    if (typeof value !== 'object' || value === null) return position === steps.length - 1 ? inCase(value, steps[position]) : undefined;
    const step = steps[position] as Step;
    value = child(value, typeof step === 'function' ? computedStep(value, step(lookup)) : step);
  }
  return value;
};

/** `{{name.$lower}}`: what a text or another scalar prints, in one case. */
const inCase = (value: Json | undefined, step: Step | undefined): Json | undefined => {
  if (value === undefined || value === null) return undefined;
  if (step === '$lower') return textOf(value).toLowerCase();
  return step === '$upper' ? textOf(value).toUpperCase() : undefined;
};

const child = (value: Json, step: string | number | undefined): Json | undefined => {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return step !== undefined && isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};

const computedStep = (value: Json, computed: Json | undefined): string | number | undefined => {
  const text = textOf(computed);
  if (text === '') return undefined;
  if (!Array.isArray(value)) return text;
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
};
