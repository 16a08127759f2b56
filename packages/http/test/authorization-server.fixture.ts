import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration, type JWK } from 'oidc-provider';
import { request } from 'undici';
import { onTestFinished, vi } from 'vitest';
import { httpServer, type TestServer } from './servers.fixture.ts';

export interface AuthorizationServer {
  readonly url: string;
  readonly host: string;
  readonly provider: Provider;
  /** Token requests it answered, by how. */
  readonly counts: { success: number; error: number };
  /** What the person at the login page does. */
  person: 'agrees' | 'declines';
  /** Token requests are answered once this is fulfilled. */
  mayAnswer: Promise<void>;
}

export const clientSecret = 'client-s3cret-c4n4ry+/&:%';

/** An OpenID provider on loopback, closed when the test is over. Tokens live for ten minutes; refresh tokens are rotated. */
export const authorizationServer = async (options: { readonly jwk?: JWK } = {}): Promise<AuthorizationServer> => {
  // It warns against being used as it is used here.
  for (const way of ['warn', 'info'] as const) vi.spyOn(console, way).mockImplementation(() => {});
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const provider = new Provider(url, configuration(options.jwk));
  const counts = { success: 0, error: 0 };
  provider.on('grant.success', () => {
    counts.success += 1;
  });
  provider.on('grant.error', () => {
    counts.error += 1;
  });
  const fixture: AuthorizationServer = { url, host, provider, counts, person: 'agrees', mayAnswer: Promise.resolve() };
  provider.use(async (context, next) => {
    if (context.path === '/token') await fixture.mayAnswer;
    if (!context.path.startsWith('/interaction/')) return next();
    const { prompt, params, session } = await provider.interactionDetails(context.req, context.res);
    if (fixture.person === 'declines') {
      const result = { error: 'access_denied', error_description: 'The person does not agree.' };
      return provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
    }
    if (prompt.name === 'login') return provider.interactionFinished(context.req, context.res, { login: { accountId: 'ada' } });
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    return provider.interactionFinished(context.req, context.res, { consent: { grantId: await grant.save() } });
  });
  server.on('request', provider.callback());
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return fixture;
};

const configuration = (jwk: JWK | undefined): Configuration => ({
  clients: [
    { client_id: 'machine', client_secret: clientSecret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
    {
      client_id: 'desk',
      client_secret: clientSecret,
      application_type: 'native',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://127.0.0.1/callback'],
    },
    ...(jwk === undefined
      ? []
      : [
          {
            client_id: 'signer',
            token_endpoint_auth_method: 'private_key_jwt' as const,
            token_endpoint_auth_signing_alg: 'ES256' as const,
            grant_types: ['client_credentials'],
            redirect_uris: [],
            response_types: [],
            jwks: { keys: [jwk] },
          },
        ]),
  ],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false }, revocation: { enabled: true } },
  scopes: ['openid', 'offline_access', 'orders'],
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  pkce: { required: () => true },
  cookies: { keys: ['of these tests'] },
  ttl: { ClientCredentials: 600, AccessToken: 600, RefreshToken: 86_400, Grant: 86_400, Session: 86_400, Interaction: 600 },
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
});

/** An API that takes the server's tokens, and tells which token came. */
export const protectedApi = (authorization: AuthorizationServer): Promise<TestServer & { readonly seen: readonly string[] }> => {
  const seen: string[] = [];
  const { AccessToken, ClientCredentials } = authorization.provider;
  return httpServer(async (incoming, response) => {
    const token = incoming.headers.authorization?.replace(/^Bearer /, '') ?? '';
    seen.push(token);
    const known = (await AccessToken.find(token)) ?? (await ClientCredentials.find(token));
    response.writeHead(known === undefined ? 401 : 200, { 'content-type': 'application/json' }).end('{}');
  }).then((server) => ({ ...server, seen }));
};

/** Makes the server forget an access token, as if somebody had revoked it. */
export const revoke = async ({ provider }: AuthorizationServer, token: string): Promise<void> => {
  await (await provider.AccessToken.find(token))?.destroy();
  await (await provider.ClientCredentials.find(token))?.destroy();
};

/** A browser: follows every redirect with its cookies, until it leaves for another host. */
export const browse = async (from: URL): Promise<URL> => {
  const cookies = new Map<string, string>();
  for (let url = from; ; ) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { headers, body, statusCode } = await request(url, { headers: { cookie } });
    await body.dump();
    for (const set of [headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const { location } = headers;
    if (typeof location !== 'string') throw new TypeError(`The login page answered ${statusCode} and leads nowhere.`);
    url = new URL(location, url);
    if (url.host !== from.host) return url;
  }
};
