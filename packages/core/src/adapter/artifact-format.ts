import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Json, JsonObject } from '../json.ts';

/** The layout of a JSON file, so that what is written looks like what was read. */
export interface Layout {
  /** What `JSON.stringify` takes. */
  readonly indent: number | string;
  readonly finalNewline: boolean;
}

/**
 * A platform's own document. It is JSON data; `schema` says what it must hold at least (keys it does not know are kept,
 * whatever the schema returns).
 */
export interface ArtifactFormat<Artifact> {
  readonly schema: StandardSchemaV1<unknown, Artifact>;
  /** Whether a document that is JSON looks like one of this platform, right or wrong. Must be quick and total. */
  recognises(document: Json): boolean;
  /** The layout of a document that was not read from a file. */
  readonly layout: Layout;
  /**
   * What tells the elements of a list apart when two versions of a document are compared: the key of an element, or
   * undefined where only the position says which is which. `pointer` is the list's, with `*` for positions; `index` is
   * where in the list the element stands.
   */
  identity(element: Json, pointer: string, index: number): string | undefined;
  /**
   * Which of several forms an object has, such as the type it names. What the vendor wrote in another form than printing
   * does is replaced as a whole once it changes. Left out: there is one form. `pointer` is the object's, with `*` for
   * positions.
   */
  form?(object: JsonObject, pointer: string): string | undefined;
  /**
   * What an element that printing adds by itself says of the bot, undefined for any other. Where the vendor's document
   * has no such element it gets one only when this changes. `pointer` is the list's, with `*` for positions.
   */
  added?(element: Json, pointer: string): Json | undefined;
}
