import { isDragomanError } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { clause } from '../../src/kit/clause.ts';
import { registerClauses, type TestRunner } from '../../src/kit/register-clauses.ts';

const clauses = {
  'holds-water': clause<{ readonly litres: number }>(() => {}),
  floats: clause<{ readonly litres: number }>(
    () => {},
    ({ litres }) => (litres > 10 ? 'it is too full.' : undefined),
  ),
  sinks: clause<{ readonly litres: number }>(() => {}),
};

const recordingRunner = () => {
  const registered = { run: [] as string[], skipped: [] as string[] };
  const runner: TestRunner = {
    describe: (_title, act) => act(),
    test: (title) => void registered.run.push(title),
    skip: (title) => void registered.skipped.push(title),
  };
  return { registered, runner };
};

describe('registering clauses', () => {
  test('a clause is a test; one that is skipped, or does not apply, says why in its title', () => {
    const { registered, runner } = recordingRunner();
    registerClauses('a bucket', clauses, { litres: 12 }, { sinks: 'It is made of cork.' }, runner);
    expect(registered).toEqual({ run: ['holds-water'], skipped: ['floats: it is too full.', 'sinks: It is made of cork.'] });
  });

  test('a clause that is not there cannot be skipped, and a skip needs a reason', () => {
    const refused = (skip: object): unknown => {
      try {
        registerClauses('a bucket', clauses, { litres: 1 }, skip, recordingRunner().runner);
        return undefined;
      } catch (error) {
        return isDragomanError(error) && error.code;
      }
    };
    expect([refused({ swims: 'No arms.' }), refused({ sinks: ' ' })]).toEqual(['configuration', 'configuration']);
  });
});
