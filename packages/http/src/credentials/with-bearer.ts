import { type HttpRequest, type StoredToken, withHeaders } from '@dragoman/core';

/** The request with a token as RFC 6750 sends it; at once when the token is at hand. */
export const withBearer = (request: HttpRequest, token: StoredToken | Promise<StoredToken>): HttpRequest | Promise<HttpRequest> =>
  token instanceof Promise ? token.then((obtained) => bearing(request, obtained)) : bearing(request, token);

const bearing = (request: HttpRequest, { accessToken }: StoredToken): HttpRequest =>
  withHeaders(request, { authorization: `Bearer ${accessToken}` });
