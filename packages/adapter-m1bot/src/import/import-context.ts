import type { FromPlatformContext } from '@dragoman/core';
import type { M1botCode } from '../codes.ts';
import type { M1botPolicies } from '../policies.ts';
import type { M1botDocument } from '../wire/document.ts';

export type ImportContext = FromPlatformContext<M1botCode>;

/** What the parts of an import share. */
export interface ImportWork {
  readonly document: M1botDocument;
  /** Of the document. */
  readonly apiIds: ReadonlySet<string>;
  readonly policies: M1botPolicies;
  readonly context: ImportContext;
  /** The variable an attribute is. */
  variableOf(key: string): string;
  /** Whether there is an attribute of this key. */
  isAttribute(key: string): boolean;
  /** Reads a text with attributes as a neutral template. */
  read(text: string, place: { readonly platformPlace: string; readonly at?: object }): string;
}
