import { DragomanError } from '@dragoman/core';
import { describe, test } from 'vitest';
import type { Clauses, Skips } from './clause.ts';

/** What clauses become tests of. */
export interface TestRunner {
  describe(title: string, act: () => void): void;
  test(title: string, act: () => void | Promise<void>): void;
  skip(title: string): void;
}

const vitest: TestRunner = {
  describe: (title, act) => void describe(title, act),
  test: (title, act) => void test(title, act),
  skip: (title) => void test.skip(title, () => {}),
};

/** Makes a test of each clause. One that is skipped, or does not apply, says why in its title. */
export const registerClauses = <Subject, Name extends string>(
  title: string,
  clauses: Clauses<Subject, Name>,
  subject: Subject,
  skip: Skips<Name> = {},
  runner: TestRunner = vitest,
): void => {
  const names = Object.keys(clauses) as Name[];
  checkSkips(names, skip);
  runner.describe(title, () => {
    for (const name of names) {
      const reason = skip[name] ?? clauses[name].unless?.(subject);
      if (reason === undefined) runner.test(name, () => clauses[name](subject));
      else runner.skip(`${name}: ${reason}`);
    }
  });
};

const checkSkips = (names: readonly string[], skip: { readonly [name: string]: string | undefined }): void => {
  const refuse = (message: string): never => {
    throw new DragomanError(message, { code: 'configuration', source: '@dragoman/conformance' });
  };
  for (const [name, reason] of Object.entries(skip)) {
    if (!names.includes(name)) refuse(`There is no clause ${name} to skip. Clauses: ${names.join(', ')}.`);
    if (reason?.trim() === '') refuse(`The clause ${name} is skipped without a reason. Say why.`);
  }
};
