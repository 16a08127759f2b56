import type { HttpClient } from '@dragoman/core';
import { type AuthorizationServer, allowInsecureRequests, customFetch, discoveryRequest, processDiscoveryResponse } from 'oauth4webapi';
import * as z from 'zod';
import { oauth2Fetch } from './oauth2-fetch.ts';
import { notAuthenticated } from './oauth2-refusal.ts';

/** Whether an address may be given a secret: https, or on this machine. */
const isSafeEndpoint = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && ownHosts.has(url.hostname));
};

const ownHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

export const endpointSchema = z.string().refine(isSafeEndpoint, 'Expected an address that begins with https://');

/** Where the authorization server of a credential is: one address to ask for the others, or these themselves. */
export interface ServerSettings {
  readonly issuer?: string | undefined;
  readonly authorizeUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
}

/** The addresses of an authorization server. Those of an issuer are what it publishes (RFC 8414, or OpenID Connect Discovery). */
export const authorizationServer = async (
  { issuer, authorizeUrl, tokenUrl = '' }: ServerSettings,
  http: HttpClient,
  signal?: AbortSignal,
): Promise<AuthorizationServer> => {
  if (issuer !== undefined) return discovered(new URL(issuer), http, signal);
  // Whom a signed assertion is for, when nobody says who the issuer is.
  return { issuer: tokenUrl, token_endpoint: tokenUrl, ...(authorizeUrl !== undefined && { authorization_endpoint: authorizeUrl }) };
};

/** How it is called in messages. */
export const serverHost = ({ issuer, tokenUrl = '' }: ServerSettings): string => URL.parse(issuer ?? tokenUrl)?.host ?? '';

const discovered = async (issuer: URL, http: HttpClient, signal: AbortSignal | undefined): Promise<AuthorizationServer> => {
  // The schema has checked the address.
  const options = { [customFetch]: oauth2Fetch(http, signal), [allowInsecureRequests]: true };
  const first = await discoveryRequest(issuer, { ...options, algorithm: 'oidc' });
  const response = first.status === 404 ? await discoveryRequest(issuer, { ...options, algorithm: 'oauth2' }) : first;
  if (response.status !== 200) throw notAuthenticated(`${issuer.host} does not say where its tokens are to be had (${response.status}).`);
  const server = await processDiscoveryResponse(issuer, response);
  for (const name of ['token_endpoint', 'authorization_endpoint', 'revocation_endpoint'] as const) {
    const endpoint = server[name];
    if (endpoint === undefined || isSafeEndpoint(endpoint)) continue;
    throw notAuthenticated(`${issuer.host} names a ${name} that does not begin with https://.`);
  }
  return server;
};
