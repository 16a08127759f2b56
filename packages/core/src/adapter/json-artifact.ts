import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isJsonObject, type Json } from '../json.ts';
import type { ArtifactFormat } from './artifact-format.ts';

export interface JsonArtifactOptions<Artifact> extends Partial<Omit<ArtifactFormat<Artifact>, 'schema'>> {
  /** Top-level fields a document must have to be recognised, and the values some of them must have. */
  readonly marks?: { readonly [field: string]: Json | undefined };
}

/**
 * A platform's document that is JSON. By default it is indented by two, its list elements are told apart by `id`, and a
 * document is recognised by its `marks`, else by whether it fits the schema.
 */
export const jsonArtifact = <Artifact>(
  schema: StandardSchemaV1<unknown, Artifact>,
  { marks, ...options }: JsonArtifactOptions<Artifact> = {},
): ArtifactFormat<Artifact> => ({
  schema,
  recognises: (document) => (marks ? hasMarks(document, marks) : fits(schema, document)),
  layout: { indent: 2, finalNewline: true },
  identity: (element) => (isJsonObject(element) && typeof element.id === 'string' ? element.id : undefined),
  ...options,
});

const hasMarks = (document: Json, marks: { readonly [field: string]: Json | undefined }): boolean =>
  isJsonObject(document) &&
  Object.entries(marks).every(([field, value]) => Object.hasOwn(document, field) && (value === undefined || document[field] === value));

const fits = (schema: StandardSchemaV1, document: Json): boolean => {
  const result = schema['~standard'].validate(document);
  return !('then' in result) && result.issues === undefined;
};
