import type { Segment } from '@dragoman/core';
import { listSteps, pathSteps } from './path-steps.ts';

/** A field of a response, and the steps to it: from its top, or from a row. */
export interface FieldSteps {
  readonly name: string;
  readonly steps: readonly Segment[];
}

interface MappedField {
  readonly name: string;
  readonly path: string;
  readonly perRow?: boolean | undefined;
}

/** The fields that variables there have names for. */
export const fieldSteps = (fields: readonly MappedField[]): readonly FieldSteps[] =>
  stepsOf(
    fields.filter(({ perRow }) => !perRow),
    listSteps,
  ).filter(({ steps }) => steps.length > 0);

/** Those of each row, which patterns have names for. */
export const rowFieldSteps = (fields: readonly MappedField[]): readonly FieldSteps[] =>
  stepsOf(
    fields.filter(({ perRow }) => perRow),
    pathSteps,
  );

const stepsOf = (fields: readonly MappedField[], read: (path: string) => readonly Segment[] | undefined): readonly FieldSteps[] =>
  fields.flatMap(({ name, path }) => {
    const steps = read(path);
    return steps === undefined ? [] : [{ name, steps }];
  });
