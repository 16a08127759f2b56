import { type CredentialContext, createRedactor, type SecretReference, type StoredToken } from '@dragoman/core';
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  ClientSecretPost,
  clockSkew,
  customFetch,
  None,
  PrivateKeyJwt,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import * as z from 'zod';
import { authorizationServer, endpointSchema, type ServerSettings, serverHost } from './authorization-server.ts';
import { fieldSchema, fieldValue } from './field.ts';
import { oauth2Fetch } from './oauth2-fetch.ts';
import { oauth2Refusal } from './oauth2-refusal.ts';
import { signingKey } from './signing-key.ts';

/** The fields both grants have. */
export const clientFields = {
  /** Says itself where its addresses are: in place of them. */
  issuer: endpointSchema.optional(),
  tokenUrl: endpointSchema.optional(),
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

export interface ClientSettings extends ServerSettings {
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
): Promise<StoredToken> => storedToken(await asClient(context, ask), context.now());

/** Asks an authorization server for something; what goes wrong becomes an error in our words. */
export const asClient = async <T>(
  context: CredentialContext<ClientSettings>,
  ask: (client: OAuth2Client) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> => {
  const { settings, http } = context;
  const client = await identify(context);
  const sent = createRedactor();
  if (typeof settings.clientId === 'object') sent.add(client.client.client_id);
  try {
    const server = await authorizationServer(settings, http, signal);
    // The schema has checked the addresses, or whoever asked the issuer for them.
    const options = { [customFetch]: oauth2Fetch(http, signal, (value) => sent.add(value)), [allowInsecureRequests]: true };
    return await ask({ ...client, server, options });
  } catch (error) {
    // A server may repeat what it was sent, and a secret looks different in a header.
    throw oauth2Refusal(error, serverHost(settings), (text) => sent.text(text));
  }
};

/** `scope` and `audience`, as far as they are given. */
export const grantParameters = ({ scope, audience }: ClientSettings): URLSearchParams => {
  const parameters = new URLSearchParams();
  if (scope !== undefined) parameters.set('scope', scope);
  if (audience !== undefined) parameters.set('audience', audience);
  return parameters;
};

const identify = async (context: CredentialContext<ClientSettings>): Promise<Pick<OAuth2Client, 'client' | 'authentication'>> => ({
  client: {
    client_id: await fieldValue(context.settings.clientId, context),
    [clockSkew]: Math.round((context.now() - Date.now()) / 1000),
  },
  authentication: await clientAuthentication(context),
});

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
  return place === 'body' ? ClientSecretPost(secret) : clientSecretBasic(secret);
};

/**
 * The user name and password of RFC 6749, 2.3.1. The library encodes whatever the standard lets it, hyphens too, and many
 * servers take them as they come: only what must be encoded is.
 */
const clientSecretBasic =
  (secret: string): ClientAuth =>
  (_server, client, _body, headers) => {
    const pair = [client.client_id, secret].map((text) => encodeURIComponent(text.toWellFormed())).join(':');
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  };

/** A token as the store takes it. */
export const storedToken = (response: TokenEndpointResponse, nowMs: number): StoredToken => {
  const { access_token: accessToken, expires_in: lifetimeS, refresh_token: refreshToken } = response;
  return {
    accessToken,
    obtainedAtMs: nowMs,
    ...(lifetimeS !== undefined && { expiresAtMs: nowMs + lifetimeS * 1000 }),
    ...(refreshToken !== undefined && { refreshToken }),
  };
};
