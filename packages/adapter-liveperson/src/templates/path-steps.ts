import type { JsonPath, Reference } from '@dragoman/core';
import { JSONPathEnvironment, type JSONPathQuery, jsonpath } from 'json-p3';
import { printPlaceholder } from './print-placeholder.ts';
import { placeholderAt } from './read-placeholder.ts';

/** One step of a path both sides have: a field, a position (from 0), or every element of a list. */
export type PathStep = { readonly name: string } | { readonly index: number } | 'every';

/** The query of a JSONPath; undefined where it is none. */
export const queryOf = (path: JsonPath): JSONPathQuery | undefined => {
  try {
    return environment.compile(path);
  } catch {
    return undefined;
  }
};

const environment = new JSONPathEnvironment({ strict: true });

/** The steps of a JSONPath. Undefined for one that custom data fields have no words for, such as a filter. */
export const stepsOfJsonPath = (path: JsonPath): readonly PathStep[] | undefined => {
  const { IndexSelector, NameSelector, WildcardSelector } = jsonpath.selectors;
  const steps = queryOf(path)?.segments.map(({ selectors: [selector, second] }, index, { [index]: segment }): PathStep | undefined => {
    if (second !== undefined || segment?.toString().startsWith('..')) return undefined;
    if (selector instanceof NameSelector) return selector.name === everyMark ? undefined : { name: selector.name };
    if (selector instanceof IndexSelector && selector.index >= 0) return { index: selector.index };
    return selector instanceof WildcardSelector ? 'every' : undefined;
  });
  return steps?.some((step) => step === undefined) ? undefined : (steps as readonly PathStep[] | undefined);
};

/** Writes steps as a JSONPath. */
export const jsonPathOfSteps = (steps: readonly PathStep[]): JsonPath =>
  `$${steps
    .map((step) => {
      if (step === 'every') return '[*]';
      if ('index' in step) return `[${step.index}]`;
      return shorthand.test(step.name) ? `.${step.name}` : `['${inSingleQuotes(step.name)}']`;
    })
    .join('')}`;

const shorthand = /^[A-Za-z_\u0080-\uD7FF\uE000-\uFFFF][\w\u0080-\uD7FF\uE000-\uFFFF]*$/;

const inSingleQuotes = (name: string): string => JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");

/** Writes steps as the value of a custom data field: `{$.api_order.items[i].title}`. */
export const resultPathOfSteps = (variable: string, steps: readonly PathStep[]): string =>
  printPlaceholder({
    root: 'var',
    segments: [{ name: variable }, { name: '$body' }, ...steps.map((step) => (step === 'every' ? { name: everyMark } : step))],
  }).replaceAll(quotedMark, '[i]');

/** The steps of the value of a custom data field, and whose result it reads; or why there are none. */
export const stepsOfResultPath = (
  value: string,
): { readonly variable: string; readonly steps: readonly PathStep[] } | { readonly reason: string } => {
  if (value.includes(quotedMark)) return { reason: noPath };
  const marked = value.replaceAll('[i]', quotedMark);
  const found = placeholderAt(marked, 0);
  if (found === undefined) return { reason: noPath };
  if ('reason' in found) return found;
  if (found.end !== marked.length) return { reason: noPath };
  const { variable, path } = ofVariable(found.reference);
  const [body, ...rest] = path;
  if (variable === undefined || body === undefined || !('name' in body) || body.name !== '$body') return { reason: noPath };
  const steps = rest.flatMap((segment): readonly PathStep[] =>
    'computed' in segment ? [] : [!('name' in segment) ? segment : segment.name === everyMark ? 'every' : segment],
  );
  if (steps.length < rest.length)
    return { reason: 'A part of the path is taken from a variable, which no path of a response field can say.' };
  return { variable, steps };
};

const noPath = 'It is no path into the result of its integration.';

// Stands for `[i]` while the rest is read or written as the path of a placeholder.
const everyMark = '\u0000i';
const quotedMark = "['\\u0000i']";

const ofVariable = ({ root, segments }: Reference): { readonly variable?: string; readonly path: Reference['segments'] } => {
  if (root !== 'var') return { variable: root, path: segments };
  const [first, ...path] = segments;
  return first !== undefined && 'name' in first ? { variable: first.name, path } : { path };
};
