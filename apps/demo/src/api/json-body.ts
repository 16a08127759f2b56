import type * as z from 'zod';
import type { ApiRequest, ApiResponse } from './api-message.ts';
import { problem } from './problem.ts';

type Parsed<T> = { readonly value: T } | { readonly refusal: ApiResponse };

/** The body as the schema wants it, or the answer that says why not: 415, 400 or 422. */
export const jsonBody = <T>({ headers, body }: ApiRequest, schema: z.ZodType<T>): Parsed<T> => {
  if (!isJsonType(headers['content-type'])) {
    return { refusal: problem(415, 'Send a body of type application/json.', { headers: { 'accept-post': 'application/json' } }) };
  }
  const json = parse(body);
  if (json === malformed) return { refusal: problem(400, 'The body is not valid JSON.') };
  const result = schema.safeParse(json);
  if (result.success) return { value: result.data };
  const errors = result.error.issues.map(({ path, message }) => ({ pointer: pointer(path), detail: message }));
  return { refusal: problem(422, 'The body does not say what this needs.', { extensions: { errors } }) };
};

const malformed = Symbol('malformed');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return malformed;
  }
};

const isJsonType = (type = ''): boolean => /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type);

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
