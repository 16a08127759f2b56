import type { HttpRequest, Outcome } from '@dragoman/core';
import { failure } from './reasons.ts';
import { one, type ResponseHeaders } from './response-headers.ts';

/**
 * Where a response sends the request: the next request, or undefined when the response is the answer.
 *
 * GET and HEAD follow every redirect. Other methods follow 303 as a GET, and 307 and 308, which repeat the body, only
 * within their origin: a body must not be carried to somebody else because a server says so. To another origin no
 * credentials travel, and none come back.
 */
export const redirected = (
  request: HttpRequest,
  status: number,
  response: ResponseHeaders,
  sensitive: readonly string[],
): HttpRequest | Outcome | undefined => {
  if (!redirectStatuses.has(status)) return undefined;
  const location = one(response, 'location');
  if (location === undefined) return undefined;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isRepeat = status === 307 || status === 308;
  if (!isRead && !isRepeat && status !== 303) return undefined;

  const url = URL.parse(location, request.url);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return failure('redirect', `${request.url.host} answered ${status} and sent the call to what is not a web address.`);
  }
  url.username = '';
  url.password = '';
  const isAway = url.origin !== request.url.origin;
  if (!isRead && isRepeat && isAway) return undefined;

  const keepsBody = isRead || isRepeat;
  const headers = request.headers.filter(({ name }) => {
    const key = name.toLowerCase();
    if (isAway && (key === 'host' || credentialHeaders.has(key) || sensitive.includes(key))) return false;
    return keepsBody || !bodyHeaders.has(key);
  });
  const { body, identity } = request;
  const goesAlong = body !== undefined && keepsBody && !isAway;
  return {
    method: keepsBody ? request.method : 'GET',
    url,
    headers,
    ...(goesAlong ? { body } : {}),
    ...(identity === undefined || isAway ? {} : { identity }),
  };
};

export const tooManyRedirects = (host: string, redirects: number): Outcome =>
  failure('redirect', `${host} redirected the call more than ${redirects} times.`);

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie']);
const bodyHeaders = new Set(['content-type', 'content-encoding', 'content-language', 'content-location']);
