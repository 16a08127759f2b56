import type { StandardSchemaV1 } from '@standard-schema/spec';
import { plainJson } from '../reading/plain-json.ts';

export interface StandardProblem {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/**
 * Validates with somebody else's schema. Reading is synchronous and what it gives is stored as JSON, so a schema that
 * is neither, or that throws, is a problem as well. `owner` says whose schema it is.
 */
export const validateStandard = (
  schema: StandardSchemaV1,
  value: unknown,
  owner: string,
): { readonly value?: unknown; readonly problems: readonly StandardProblem[] } => {
  const refuse = (reason: string) => ({ problems: [{ path: [], reason }] });
  let result: StandardSchemaV1.Result<unknown> | Promise<StandardSchemaV1.Result<unknown>>;
  try {
    result = schema['~standard'].validate(value);
  } catch {
    return refuse(`The schema of the ${owner} failed to run.`);
  }
  if (isThenable(result)) {
    result.then(undefined, () => undefined);
    return refuse(`The schema of the ${owner} is asynchronous, and documents are read synchronously.`);
  }
  if (result.issues !== undefined) {
    return { problems: result.issues.map(({ path = [], message }) => ({ path: path.map(key), reason: sentence(message) })) };
  }
  const { value: plain, findings } = plainJson(result.value);
  return findings.length > 0 ? refuse(`The schema of the ${owner} gives a value that is not JSON.`) : { value: plain, problems: [] };
};

const key = (segment: PropertyKey | StandardSchemaV1.PathSegment): string | number => {
  const name = typeof segment === 'object' ? segment.key : segment;
  return typeof name === 'number' ? name : String(name);
};

/** The words are the schema's own, and should they hold a value, not much of it. */
const sentence = (message: string): string => {
  const cut = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
};

const longestMessage = 200;

const isThenable = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Promise<T>>).then === 'function';
