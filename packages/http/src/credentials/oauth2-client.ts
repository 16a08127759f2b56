import type { CredentialContext, SecretReference, StoredToken } from '@dragoman/core';
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockSkew,
  customFetch,
  None,
  PrivateKeyJwt,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import * as z from 'zod';
import { fieldSchema, fieldValue } from './field.ts';
import { oauth2Fetch } from './oauth2-fetch.ts';
import { oauth2Refusal } from './oauth2-refusal.ts';
import { signingKey } from './signing-key.ts';

/** An address that may be given a secret: https, or on this machine. */
export const endpointSchema = z.string().refine((text) => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && ownHosts.has(url.hostname));
}, 'Expected an address that begins with https://');

const ownHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The fields both grants have. */
export const clientFields = {
  tokenUrl: endpointSchema,
  clientId: fieldSchema,
  clientSecret: fieldSchema.optional(),
  /** Where the client secret goes: an `authorization` header, or the body. */
  clientAuthentication: z.enum(['basic', 'body']).default('basic'),
  /** Proves who the client is with a signed JWT, in place of a client secret. */
  privateKey: fieldSchema.optional(),
  algorithm: z.enum(['RS256', 'ES256']).default('RS256'),
  keyId: z.string().optional(),
  scope: z.string().optional(),
  audience: z.string().optional(),
};

export interface ClientSettings {
  readonly tokenUrl: string;
  readonly clientId: string | SecretReference;
  readonly clientSecret?: string | SecretReference | undefined;
  readonly clientAuthentication: 'basic' | 'body';
  readonly privateKey?: string | SecretReference | undefined;
  readonly algorithm: 'RS256' | 'ES256';
  readonly keyId?: string | undefined;
  readonly scope?: string | undefined;
  readonly audience?: string | undefined;
}

/** Everything `oauth4webapi` takes. */
export interface OAuth2Client {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly authentication: ClientAuth;
  readonly options: TokenEndpointRequestOptions;
}

/** Asks for a token; what goes wrong becomes an error in our words. */
export const requestToken = async (
  context: CredentialContext<ClientSettings>,
  ask: (client: OAuth2Client) => Promise<TokenEndpointResponse>,
  signal?: AbortSignal,
): Promise<StoredToken> => {
  const client = await openClient(context, signal);
  try {
    return storedToken(await ask(client), context.now());
  } catch (error) {
    throw oauth2Refusal(error, new URL(context.settings.tokenUrl).host);
  }
};

/** `scope` and `audience`, as far as they are given. */
export const grantParameters = ({ scope, audience }: ClientSettings): URLSearchParams => {
  const parameters = new URLSearchParams();
  if (scope !== undefined) parameters.set('scope', scope);
  if (audience !== undefined) parameters.set('audience', audience);
  return parameters;
};

const openClient = async (context: CredentialContext<ClientSettings>, signal: AbortSignal | undefined): Promise<OAuth2Client> => {
  const { settings, http, now } = context;
  const { tokenUrl } = settings;
  return {
    // The issuer is whom a signed assertion is for.
    server: { issuer: tokenUrl, token_endpoint: tokenUrl },
    client: { client_id: await fieldValue(settings.clientId, context), [clockSkew]: Math.round((now() - Date.now()) / 1000) },
    authentication: await clientAuthentication(context),
    // The schema has checked the addresses.
    options: { [customFetch]: oauth2Fetch(http, signal), [allowInsecureRequests]: true },
  };
};

const clientAuthentication = async (context: CredentialContext<ClientSettings>): Promise<ClientAuth> => {
  const { clientSecret, privateKey, algorithm, keyId, clientAuthentication: place } = context.settings;
  if (privateKey !== undefined) {
    const pem = signingKey(algorithm, await fieldValue(privateKey, context)).export({ type: 'pkcs8', format: 'pem' });
    // Loaded by those who use it: it would make every start slower.
    const { importPKCS8 } = await import('jose');
    const key = await importPKCS8(String(pem), algorithm);
    return PrivateKeyJwt(keyId === undefined ? key : { key, kid: keyId });
  }
  if (clientSecret === undefined) return None();
  const secret = await fieldValue(clientSecret, context);
  return place === 'body' ? ClientSecretPost(secret) : ClientSecretBasic(secret);
};

const storedToken = (response: TokenEndpointResponse, nowMs: number): StoredToken => {
  const { access_token: accessToken, expires_in: lifetimeS, refresh_token: refreshToken } = response;
  return {
    accessToken,
    obtainedAtMs: nowMs,
    ...(lifetimeS !== undefined && { expiresAtMs: nowMs + lifetimeS * 1000 }),
    ...(refreshToken !== undefined && { refreshToken }),
  };
};
