import type { ElementKind } from '../adapter/platform-adapter.ts';
import { createSlugs } from '../values/slugs.ts';

/** What the platform calls the elements of a bot by, and where they stand in its document. */
export interface ElementKeys {
  /** The key that was imported with a neutral id. */
  keyOf(kind: ElementKind, id: string): string | undefined;
  /** JSON pointer into the artifact. */
  pointerOf(kind: ElementKind, id: string): string | undefined;
  /** Whether an imported element of the kind has this key. */
  isTaken(kind: ElementKind, key: string): boolean;
}

export const noKeys: ElementKeys = { keyOf: () => undefined, pointerOf: () => undefined, isTaken: () => false };

interface Named {
  readonly id: string;
  readonly key: string;
  pointer?: string;
}

/** Gives elements of an artifact their neutral ids, and remembers which is which. */
export const createElementIds = (): ElementKeys & {
  id(kind: ElementKind, element: { readonly key: string; readonly name?: string; readonly pointer?: string }): string;
} => {
  const kinds = new Map<
    ElementKind,
    { readonly byKey: Map<string, Named>; readonly byId: Map<string, Named>; free(name: string): string }
  >();
  const of = (kind: ElementKind) => {
    const known = kinds.get(kind) ?? {
      byKey: new Map<string, Named>(),
      byId: new Map<string, Named>(),
      // Words that a target cannot be.
      free: createSlugs(kind, new Set(['next', 'repeat'])),
    };
    kinds.set(kind, known);
    return known;
  };
  return {
    id: (kind, { key, name, pointer }) => {
      const { byKey, byId, free } = of(kind);
      let named = byKey.get(key);
      if (named === undefined) {
        named = { id: free(name ?? key), key };
        byKey.set(key, named);
        byId.set(named.id, named);
      }
      if (pointer !== undefined) named.pointer = pointer;
      return named.id;
    },
    keyOf: (kind, id) => of(kind).byId.get(id)?.key,
    pointerOf: (kind, id) => of(kind).byId.get(id)?.pointer,
    isTaken: (kind, key) => of(kind).byKey.has(key),
  };
};
