import type { Segment } from '@dragoman/core';
import { computedKey } from './generated-transform.ts';
import { withPaths } from './with-paths.ts';

/** The variables of responses to which a generated transform adds what it finds, and beside it keeps the body as it came. */
export type ExtendedResponses = ReadonlySet<string>;

/** A template to be printed: `{{order.$body}}`, and elements of it, are read where the body stands as it came. */
export const readKeptBody = (template: string, responses: ExtendedResponses): string =>
  changed(template, responses, (path) => {
    const [body, ...inside] = path;
    const [first] = inside;
    // A field is the same in both.
    if (!isNamed(body, '$body') || (first !== undefined && 'name' in first)) return path;
    return [body, ...kept, ...inside];
  });

/** A template as it was read, back again. */
export const readWholeBody = (template: string, responses: ExtendedResponses): string =>
  changed(template, responses, (path) => {
    const [body, key, whole, ...inside] = path;
    return isNamed(body, '$body') && isNamed(key, computedKey) && isNamed(whole, 'body') ? [body, ...inside] : path;
  });

const changed = (template: string, responses: ExtendedResponses, change: (path: readonly Segment[]) => readonly Segment[]): string =>
  responses.size === 0 ? template : withPaths(template, (path, variable) => (responses.has(variable) ? change(path) : path));

const kept: readonly Segment[] = [{ name: computedKey }, { name: 'body' }];

const isNamed = (segment: Segment | undefined, name: string): segment is { readonly name: string } =>
  segment !== undefined && 'name' in segment && segment.name === name;
