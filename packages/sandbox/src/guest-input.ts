import { isJsonObject, type Json, type ScriptRun } from '@dragoman/core';

/**
 * What a run is given, as the kernel reads it. Values of some length stand beside the rest, each as a text of JSON of its
 * own, and become objects only when a script reads them.
 */
export interface GuestInput {
  readonly head: string;
  readonly texts: readonly string[];
}

export interface GuestLimits {
  readonly effects: number;
  readonly outputLength: number;
}

export const guestInput = (
  { snapshot, complete = [], answers, nowMs, seed }: Pick<ScriptRun, 'snapshot' | 'complete' | 'answers' | 'nowMs' | 'seed'>,
  { effects, outputLength }: GuestLimits,
): GuestInput => {
  const cuts: (readonly string[])[] = [];
  const texts: string[] = [];
  const shortened = (value: Json, path: readonly string[]): Json => {
    if (typeof value === 'string' ? value.length < longText : typeof value !== 'object' || value === null) return value;
    if (path.length < deepestCut && isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner, [...path, name])]));
    const text = JSON.stringify(value);
    if (text.length < longText) return value;
    cuts.push(path);
    texts.push(text);
    return null;
  };
  const head = JSON.stringify({ snapshot: shortened(snapshot, []), cuts, complete, answers, nowMs, seed, effects, output: outputLength });
  return { head, texts };
};

/** Shorter ones are not worth the trouble. */
const longText = 500;
/** A part of the snapshot, a value of it, a field of that: `variables.order.$body`. */
const deepestCut = 3;
