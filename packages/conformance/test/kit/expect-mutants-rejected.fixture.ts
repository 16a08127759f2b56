import type { Clauses } from '@dragoman/conformance';
import { describe, expect, test } from 'vitest';

/** A broken subject for each clause: none may be left out. */
export type Mutants<Subject, Name extends string> = { readonly [N in Name]: () => Subject };

/** Each clause takes the sound subject, and rejects the one that breaks it. */
export const expectMutantsRejected = <Subject, Name extends string>(
  clauses: Clauses<Subject, Name>,
  sound: () => Subject,
  mutants: Mutants<Subject, Name>,
): void => {
  describe.each(Object.keys(clauses) as Name[])('%s', (name) => {
    test('applies to the sound subject, and takes it', async () => {
      expect(clauses[name].unless?.(sound())).toBeUndefined();
      await clauses[name](sound());
    });

    test('rejects its mutant', async () => {
      const mutant = mutants[name]();
      await expect((async () => clauses[name](mutant))()).rejects.toThrow();
    });
  });
};
