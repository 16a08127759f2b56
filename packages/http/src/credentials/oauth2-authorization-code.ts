import { type AuthorizeContext, type CredentialContext, defineCredentialKind, type RevokeContext, type StoredToken } from '@dragoman/core';
import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  validateAuthResponse,
} from 'oauth4webapi';
import * as z from 'zod';
import { endpointSchema, serverHost } from './authorization-server.ts';
import { asClient, clientFields, grantParameters, type OAuth2Client, requestToken, storedToken } from './oauth2-client.ts';
import { notAuthenticated } from './oauth2-refusal.ts';
import { withBearer } from './with-bearer.ts';

const schema = z
  .strictObject({ authorizeUrl: endpointSchema.optional(), ...clientFields })
  .refine(
    ({ issuer, authorizeUrl, tokenUrl }) =>
      issuer === undefined ? authorizeUrl !== undefined && tokenUrl !== undefined : authorizeUrl === undefined && tokenUrl === undefined,
    'Give either an issuer, or an authorizeUrl and a tokenUrl',
  )
  .refine(
    ({ clientSecret, privateKey }) => clientSecret === undefined || privateKey === undefined,
    'Give a clientSecret or a privateKey, not both',
  );

type Settings = z.output<typeof schema>;

/** OAuth 2.0 on behalf of a person who agreed once (RFC 6749, 4.1, with PKCE): refreshed from then on. */
export const oauth2AuthorizationCode = defineCredentialKind({
  kind: 'oauth2-authorization-code',
  schema,
  authenticate: (request, context) =>
    withBearer(
      request,
      context.token((held) => refresh(held, context)),
    ),
  authorize,
  revoke,
});

const refresh = async (held: StoredToken | undefined, context: CredentialContext<Settings>): Promise<StoredToken> => {
  if (held === undefined) throw notAuthenticated('Nobody has authorized it yet. Do so with `dragoman auth`.');
  const { refreshToken } = held;
  if (refreshToken === undefined)
    throw notAuthenticated('Its token has run out and cannot be refreshed. Authorize it again with `dragoman auth`.');
  const fresh = await requestToken(context, async ({ server, client, authentication, options }) => {
    const response = await refreshTokenGrantRequest(server, client, authentication, refreshToken, options);
    return processRefreshTokenResponse(server, client, response);
  });
  // A server that does not rotate says nothing of the refresh token.
  return { refreshToken, ...fresh };
};

async function authorize(context: AuthorizeContext<Settings>): Promise<StoredToken> {
  const { settings, redirectUri, visit, signal, now } = context;
  const verifier = generateRandomCodeVerifier();
  const state = generateRandomState();
  const challenge = await calculatePKCECodeChallenge(verifier);
  const exchange = async ({ server, client, authentication, options }: OAuth2Client) => {
    if (server.authorization_endpoint === undefined)
      throw notAuthenticated(`${serverHost(settings)} has no page where a person can agree.`);
    const page = new URL(server.authorization_endpoint);
    const parameters = {
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirectUri,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...Object.fromEntries(grantParameters(settings)),
    };
    for (const [name, value] of Object.entries(parameters)) page.searchParams.set(name, value);

    const answer = new URL(await visit(page));
    // There is one server to have answered, and its issuer is only known when it was asked for.
    if (settings.issuer === undefined) answer.searchParams.delete('iss');
    const accepted = validateAuthResponse(server, client, answer, state);
    const response = await authorizationCodeGrantRequest(server, client, authentication, accepted, redirectUri, verifier, options);
    return processAuthorizationCodeResponse(server, client, response);
  };
  return storedToken(await asClient(context, exchange, signal), now());
}

/** RFC 7009, where the issuer says that it takes tokens back. With the refresh token those obtained by it end as well. */
async function revoke({ accessToken, refreshToken }: StoredToken, context: RevokeContext<Settings>): Promise<boolean> {
  if (context.settings.issuer === undefined) return false;
  const giveBack = async ({ server, client, authentication, options }: OAuth2Client) => {
    if (server.revocation_endpoint === undefined) return false;
    await processRevocationResponse(await revocationRequest(server, client, authentication, refreshToken ?? accessToken, options));
    return true;
  };
  return asClient(context, giveBack, context.signal);
}
