import { type AuthorizeContext, type CredentialContext, defineCredentialKind, type StoredToken } from '@dragoman/core';
import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  validateAuthResponse,
} from 'oauth4webapi';
import * as z from 'zod';
import { fieldValue } from './field.ts';
import { clientFields, endpointSchema, grantParameters, requestToken } from './oauth2-client.ts';
import { notAuthenticated } from './oauth2-refusal.ts';
import { withBearer } from './with-bearer.ts';

const schema = z
  .strictObject({ authorizeUrl: endpointSchema, ...clientFields })
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
  const { settings, redirectUrl, visit, signal } = context;
  const verifier = generateRandomCodeVerifier();
  const state = generateRandomState();
  const url = new URL(settings.authorizeUrl);
  const parameters = {
    response_type: 'code',
    client_id: await fieldValue(settings.clientId, context),
    redirect_uri: redirectUrl.href,
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...Object.fromEntries(grantParameters(settings)),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);

  const answer = new URL(await visit(url));
  // There is one server to have answered, and its issuer is not known here.
  answer.searchParams.delete('iss');
  return requestToken(
    context,
    async ({ server, client, authentication, options }) => {
      const accepted = validateAuthResponse(server, client, answer, state);
      const response = await authorizationCodeGrantRequest(server, client, authentication, accepted, redirectUrl.href, verifier, options);
      return processAuthorizationCodeResponse(server, client, response);
    },
    signal,
  );
}
