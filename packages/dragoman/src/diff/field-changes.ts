import type { Json, JsonObject } from '@dragoman/core';
import { diffArrays } from 'diff';

/** One difference inside an element; absent is not the same as null. */
export interface FieldChange {
  /** `routes[1].to`. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** The smallest differences between two values. Items of lists that are the same are paired, whatever stands between them. */
export const fieldChanges = (before: Json | undefined, after: Json | undefined, path = ''): readonly FieldChange[] => {
  if (isSame(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => fieldChanges(before[name], after[name], path === '' ? name : `${path}.${name}`));
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
};

const listChanges = (before: readonly Json[], after: readonly Json[], path: string): readonly FieldChange[] => {
  const changes: FieldChange[] = [];
  let position = 0;
  let removed: readonly Json[] = [];
  const flush = (added: readonly Json[]): void => {
    // What went and what came at the same position is one item that changed.
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      changes.push(...fieldChanges(removed[index], added[index], `${path}[${position + index}]`));
    }
    position += added.length;
    removed = [];
  };
  for (const part of diffArrays([...before], [...after], { comparator: isSame })) {
    if (part.removed) removed = part.value;
    else if (part.added) flush(part.value);
    else {
      flush([]);
      position += part.value.length;
    }
  }
  flush([]);
  return changes;
};

/** Whether two values say the same; the order of an object's fields does not matter. */
const isSame = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]));
};

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
