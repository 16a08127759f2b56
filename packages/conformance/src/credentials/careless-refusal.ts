import type { HttpRequest, HttpResult } from '@dragoman/core';

/** Repeats all that it was sent, as careless servers do. */
export const carelessRefusal = ({ headers, body = '' }: HttpRequest): HttpResult => {
  const told = `${headers.map(({ value }) => value).join(' ')} ${String(body)}`.replaceAll(/[^\x20-\x7e]/g, ' ');
  return {
    outcome: { kind: 'response', status: 401 },
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: 'invalid_client', error_description: told }),
  };
};
