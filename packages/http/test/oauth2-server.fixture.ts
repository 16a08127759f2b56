import type { IncomingMessage, ServerResponse } from 'node:http';
import OAuth2Server, { Request, Response } from '@node-oauth/oauth2-server';
import { httpServer, type TestServer } from './servers.fixture.ts';

export interface OtherAuthorizationServer extends TestServer {
  /** Token requests it answered, by how. */
  readonly counts: { success: number; error: number };
  knows(accessToken: string): boolean;
}

export const client = { id: 'desk', secret: 'cl1ent-s3cret', redirectUri: 'http://localhost:49152/done' };

/**
 * Another authorization server on loopback, stricter in its own way: it takes client secrets as they are, gives no new
 * refresh token, and has no OpenID Connect. Everybody agrees to everything at `/authorize`.
 */
export const otherAuthorizationServer = async (): Promise<OtherAuthorizationServer> => {
  const counts = { success: 0, error: 0 };
  const tokens = new Map<string, OAuth2Server.Token>();
  const codes = new Map<string, OAuth2Server.AuthorizationCode>();
  const known = {
    id: client.id,
    redirectUris: [client.redirectUri],
    grants: ['client_credentials', 'authorization_code', 'refresh_token'],
  };
  const refreshTokenOf = (refreshToken: string) => [...tokens.values()].find((token) => token.refreshToken === refreshToken);
  const model: OAuth2Server.AuthorizationCodeModel & OAuth2Server.ClientCredentialsModel & OAuth2Server.RefreshTokenModel = {
    getClient: async (id, secret) => id === client.id && (secret === null || secret === client.secret) && known,
    getUserFromClient: async () => ({ id: 'ada' }),
    getAccessToken: async (accessToken) => tokens.get(accessToken),
    getRefreshToken: async (refreshToken) => refreshTokenOf(refreshToken) as OAuth2Server.RefreshToken | undefined,
    revokeToken: async () => true,
    getAuthorizationCode: async (code) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => codes.delete(authorizationCode),
    saveAuthorizationCode: async (code, of, user) => {
      const saved = { ...code, client: of, user };
      codes.set(code.authorizationCode, saved);
      return saved;
    },
    saveToken: async (token, of, user) => {
      const saved = { ...token, client: of, user };
      tokens.set(token.accessToken, saved);
      return saved;
    },
  };
  const server = new OAuth2Server({ model, accessTokenLifetime: 600, alwaysIssueNewRefreshToken: false });

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const body = Object.fromEntries(new URLSearchParams((await incoming.toArray()).join('')));
    const headers = incoming.headers as Record<string, string>;
    const request = new Request({ headers, method: incoming.method ?? '', query: Object.fromEntries(url.searchParams), body });
    const response = new Response();
    if (url.pathname === '/authorize') {
      await server.authorize(request, response, { authenticateHandler: { handle: () => ({ id: 'ada' }) } }).catch(() => {});
    } else {
      await server.token(request, response).then(
        () => {
          counts.success += 1;
        },
        () => {
          counts.error += 1;
        },
      );
    }
    outgoing.writeHead(response.status ?? 500, { ...response.headers, 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(response.body));
  };
  const listening = await httpServer((incoming, outgoing) => void answer(incoming, outgoing));
  return { ...listening, counts, knows: (accessToken) => tokens.has(accessToken) };
};
