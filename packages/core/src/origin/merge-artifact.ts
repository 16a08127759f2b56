import type { ArtifactFormat } from '../adapter/artifact-format.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { formatPointer } from '../values/json-pointer.ts';
import { mergeLists } from './merge-lists.ts';
import { createValueClasses } from './value-classes.ts';
import { weave } from './weave.ts';

export interface Versions {
  /** The vendor's document. */
  readonly original: Json;
  /** What the bot printed as when it was imported, unedited. */
  readonly before: Json;
  /** What it prints as now. */
  readonly after: Json;
}

/**
 * Writes into the vendor's document what changed between two printings of its bot, and nothing else: what printing never
 * writes, or writes otherwise than the vendor, stays as it was, and is the very same object. `identity` pairs the
 * elements of lists; without one they are paired by position, and a list that printing does not write element by element
 * is replaced when it changed. `onCopy` is told of each object or list that was made anew out of one of the original.
 */
export const mergeArtifact = (
  versions: Versions,
  { identity, form, added }: Pick<ArtifactFormat<unknown>, 'identity' | 'form' | 'added'>,
  onCopy: (copy: object, original: object) => void = () => {},
): Json => {
  const classOf = createValueClasses();

  const merge = ({ original, before, after }: Versions, pointer: string): Json => {
    if (classOf(before) === classOf(after)) return original;
    if (isJsonObject(original) && isJsonObject(before) && isJsonObject(after)) {
      if (form !== undefined && form(original, pointer) !== form(before, pointer)) return after;
      return copyOf(original, mergeObjects({ original, before, after }, pointer));
    }
    if (isList(original) && isList(before) && isList(after)) {
      const merged = mergeLists(
        { original, before, after },
        {
          identity: (element, index) => identity(element, pointer, index),
          classOf,
          added: (element) => added?.(element, pointer),
          merge: (...[of, was, is]) => merge({ original: of, before: was, after: is }, `${pointer}/*`),
        },
      );
      return copyOf(original, merged);
    }
    return classOf(original) === classOf(after) ? original : after;
  };

  const mergeObjects = (
    { original, before, after }: { readonly original: JsonObject; readonly before: JsonObject; readonly after: JsonObject },
    pointer: string,
  ): JsonObject => {
    const mergeField = (name: string): Json | undefined => {
      const of = own(original, name);
      const was = own(before, name);
      const is = own(after, name);
      if (was === undefined && is === undefined) return of;
      if (is === undefined) return undefined;
      if (of === undefined) return was !== undefined && classOf(was) === classOf(is) ? undefined : is;
      if (was === undefined) return classOf(of) === classOf(is) ? of : is;
      return merge({ original: of, before: was, after: is }, pointer + formatPointer([name]));
    };
    const names = weave(Object.keys(original), Object.keys(after));
    return Object.fromEntries(
      names.flatMap((name) => {
        const field = mergeField(name);
        return field === undefined ? [] : [[name, field]];
      }),
    );
  };

  const copyOf = <T extends object>(original: T, merged: T): T => {
    if (isSame(original, merged)) return original;
    onCopy(merged, original);
    return merged;
  };

  return merge(versions, '');
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The field of an object; undefined counts as none, as in JSON. */
const own = (object: JsonObject, name: string): Json | undefined => (Object.hasOwn(object, name) ? object[name] : undefined);

const isSame = (left: object, right: object): boolean => {
  const entries = Object.entries(left);
  return (
    entries.length === Object.keys(right).length &&
    entries.every(([name, value]) => Object.hasOwn(right, name) && value === right[name as keyof object])
  );
};
