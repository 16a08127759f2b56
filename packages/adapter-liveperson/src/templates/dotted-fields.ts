import type { Segment } from '@dragoman/core';
import { withPaths } from './with-paths.ts';

/** Fields of responses whose names have dots, by response variable: a placeholder there reads like a path. */
export type DottedFields = ReadonlyMap<string, readonly string[]>;

/** Takes those with dots out of the fields of each response. */
export const dottedFields = (responses: readonly { readonly variable: string; readonly names: readonly string[] }[]): DottedFields => {
  const found = new Map<string, readonly string[]>();
  for (const { variable, names } of responses) {
    const dotted = names.filter((name) => name.includes('.') && !name.split('.').includes(''));
    if (dotted.length > 0) found.set(variable, [...(found.get(variable) ?? []), ...dotted]);
  }
  return found;
};

/** A template as it was read, with fields of a response under their own names: `{{order["total.net"]}}` for `{{order.total.net}}`. */
export const joinFields = (template: string, fields: DottedFields): string =>
  changed(template, fields, (path, names) => {
    const steps = path.map((segment) => ('name' in segment ? segment.name : undefined));
    const fits = (name: string): boolean => name.split('.').every((part, index) => part === steps[index]);
    const [name] = names.filter(fits).toSorted((one, other) => other.length - one.length);
    return name === undefined ? path : [{ name }, ...path.slice(name.split('.').length)];
  });

/** The same back, to be printed. */
export const splitFields = (template: string, fields: DottedFields): string =>
  changed(template, fields, (path, names) => {
    const [first, ...rest] = path;
    if (first === undefined || !('name' in first) || !names.includes(first.name)) return path;
    return [...first.name.split('.').map((name) => ({ name })), ...rest];
  });

const changed = (
  template: string,
  fields: DottedFields,
  change: (path: readonly Segment[], names: readonly string[]) => readonly Segment[],
): string => (fields.size === 0 ? template : withPaths(template, (path, variable) => change(path, fields.get(variable) ?? [])));
