import { DragomanError } from '@dragoman/core';
import { describe, test } from 'vitest';
import type { Clauses, Skips } from './clause.ts';

/** Makes a test of each clause. One that is skipped, or does not apply, says why in its title. */
export const registerClauses = <Subject, Name extends string>(
  title: string,
  clauses: Clauses<Subject, Name>,
  subject: Subject,
  skip: Skips<Name> = {},
): void => {
  const names = Object.keys(clauses) as Name[];
  const unknown = Object.keys(skip).filter((name) => !Object.hasOwn(clauses, name));
  if (unknown.length > 0)
    throw new DragomanError(`There is no clause ${unknown.join(', ')} to skip. Clauses: ${names.join(', ')}.`, {
      code: 'configuration',
      source: '@dragoman/conformance',
    });
  describe(title, () => {
    for (const name of names) {
      const reason = skip[name] ?? clauses[name].unless?.(subject);
      if (reason === undefined) test(name, () => clauses[name](subject));
      else test.skip(`${name}: ${reason}`, () => {});
    }
  });
};
