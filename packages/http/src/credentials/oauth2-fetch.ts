import type { HttpClient } from '@dragoman/core';
import type { CustomFetchOptions } from 'oauth4webapi';
import { notAuthenticated } from './oauth2-refusal.ts';

/** What `oauth4webapi` sends with: the one way out, with its guard. `onSent` is told what proves something in a request. */
export const oauth2Fetch =
  (http: HttpClient, signal?: AbortSignal, onSent: (value: string) => void = () => {}) =>
  async (
    address: string,
    { method, headers, body }: CustomFetchOptions<'GET'> | CustomFetchOptions<'POST', URLSearchParams>,
  ): Promise<Response> => {
    const url = new URL(address);
    const rows = Object.entries(headers).map(([name, value]) => ({ name, value }));
    for (const value of proofsIn(headers, body)) onSent(value);
    const request = { method, url, headers: rows, ...(body !== undefined && { body: String(body) }) };
    const sent = await http.send(request, { timeoutMs, ...(signal && { signal }) });
    const { outcome } = sent;
    if (outcome.kind === 'timeout') throw notAuthenticated(`${url.host} did not answer within ${timeoutMs / 1000} seconds.`);
    if (outcome.kind === 'error') throw notAuthenticated(outcome.detail ?? `${url.host} could not be asked (${outcome.reason}).`);
    if (outcome.kind === 'max-connection') throw notAuthenticated(`There was no connection left to ask ${url.host}.`);
    const { status } = outcome;
    if (status < 200 || status > 599) throw notAuthenticated(`${url.host} answered ${status}.`);
    return new Response(withoutBody.has(status) ? null : withoutIdToken(sent.body), { status, headers: keptHeaders(sent.headers) });
  };

/**
 * Not that of the call that happens to come first: others wait for the same token, and a refresh that is given up halfway
 * can lose a refresh token that is good for one use.
 */
const timeoutMs = 30_000;

const proofsIn = (headers: { readonly [name: string]: string }, body: URLSearchParams | undefined): readonly string[] => {
  const { authorization } = headers;
  const fields = ['client_secret', 'client_assertion', 'code', 'code_verifier', 'refresh_token', 'token'];
  const values = fields.flatMap((name) => body?.getAll(name) ?? []);
  return authorization === undefined ? values : [...values, authorization.slice(authorization.indexOf(' ') + 1)];
};

const withoutBody = new Set([204, 205, 304]);

const keptHeaders = (headers: { readonly [name: string]: string | readonly string[] }): [string, string][] =>
  ['content-type', 'www-authenticate'].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]];
  });

/** Who somebody is, is not asked here, and the library would have to verify it. */
const withoutIdToken = (text: string): string => {
  if (!text.includes('"id_token"')) return text;
  try {
    const { id_token: _, ...rest } = JSON.parse(text);
    return JSON.stringify(rest);
  } catch {
    return text;
  }
};
