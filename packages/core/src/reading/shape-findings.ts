import type * as z from 'zod';
import type { Finding, Path } from './finding.ts';
import { nearest } from './nearest.ts';
import { quote } from './quote.ts';

/** Says in our words, and without the values, what a schema found. Needs issues made with `reportInput`. */
export const shapeFindings = (issues: readonly z.core.$ZodIssue[]): readonly Finding[] => issues.flatMap((issue) => findingsOf(issue));

const findingsOf = (issue: z.core.$ZodIssue): readonly Finding[] => {
  const path = issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)));
  const error = (code: string, reason: string, fix?: string): Finding => ({
    code,
    severity: 'error',
    path,
    reason,
    ...(fix !== undefined && { fix }),
  });

  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path);
  if (issue.code === 'custom' && issue.params?.reason !== undefined && issue.input !== undefined) {
    const { code, reason, fix } = issue.params;
    return [error(String(code), String(reason), fix === undefined ? undefined : String(fix))];
  }
  if (issue.input === undefined) return [error('missing', 'This is required.')];

  switch (issue.code) {
    case 'invalid_type':
      return [error('wrong-type', `Expected ${kindNames[issue.expected] ?? issue.expected}, found ${kindOf(issue.input)}.`)];
    case 'invalid_value': {
      const words = issue.values.map(String);
      const meant = typeof issue.input === 'string' ? nearest(issue.input, words) : undefined;
      return [
        error('wrong-value', `Expected ${words.length === 1 ? '' : 'one of '}${words.join(', ')}.`, meant && `Did you mean \`${meant}\`?`),
      ];
    }
    case 'too_small':
      return [error('wrong-value', issue.origin === 'string' ? 'This may not be empty.' : `Expected at least ${issue.minimum}.`)];
    case 'too_big':
      return [error('wrong-value', `Expected at most ${issue.maximum}.`)];
    case 'invalid_format':
      return [error('wrong-value', 'Expected a status (`304`) or a class of them (`2xx`).')];
    default:
      return [error('wrong-value', 'This is not what belongs here.')];
  }
};

/** The fixes are in the issue's message, one line for each key: see `objectOf`. */
const unknownKeys = (issue: z.core.$ZodIssueUnrecognizedKeys, path: Path): readonly Finding[] => {
  const fixes = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    code: 'unknown-key',
    severity: 'error',
    path: [...path, key],
    reason: `There is no field ${quote(key)} here.`,
    ...(fixes[index] !== undefined && { fix: fixes[index] }),
  }));
};

const kindNames: { readonly [expected: string]: string } = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? `${value}` : (kindNames[typeof value] ?? typeof value);
};
