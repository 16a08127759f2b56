import type { HttpRequest } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { redirected } from './redirect.ts';

const request = (method: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({
  method,
  url: new URL('https://api.example/v1/orders?id=7'),
  headers: [],
  ...rest,
});

const follow = (from: HttpRequest, status: number, location?: string, sensitive: readonly string[] = []) =>
  redirected(from, status, location === undefined ? {} : { location }, sensitive);

describe('where a response leads', () => {
  test.each([
    ['GET', 301, 'https://api.example/b', 'GET'],
    ['GET', 302, 'https://other.example/b', 'GET'],
    ['GET', 303, 'https://api.example/b', 'GET'],
    ['GET', 307, 'https://other.example/b', 'GET'],
    ['HEAD', 308, 'https://api.example/b', 'HEAD'],
    ['HEAD', 303, 'https://api.example/b', 'HEAD'],
    ['POST', 303, 'https://other.example/b', 'GET'],
    ['POST', 307, 'https://api.example/b', 'POST'],
    ['PUT', 308, 'https://api.example/b', 'PUT'],
    ['POST', 301, 'https://api.example/b', undefined],
    ['POST', 302, 'https://api.example/b', undefined],
    ['POST', 307, 'https://other.example/b', undefined],
    ['PUT', 308, 'http://api.example/b', undefined],
    ['GET', 304, 'https://api.example/b', undefined],
    ['GET', 300, 'https://api.example/b', undefined],
    ['GET', 201, 'https://api.example/b', undefined],
    ['GET', 200, 'https://api.example/b', undefined],
  ])('%s answered by %i to %s', (method, status, location, expected) => {
    const next = follow(request(method, { body: '{}' }), status, location);
    expect(next === undefined || 'kind' in next ? next : [next.method, next.url.href]).toEqual(expected && [expected, location]);
  });

  test('without a location the response is the answer', () => {
    expect(follow(request('GET'), 302)).toBeUndefined();
  });

  test.each([
    ['/v2', 'https://api.example/v2'],
    ['?id=8', 'https://api.example/v1/orders?id=8'],
    ['//other.example/x', 'https://other.example/x'],
    ['https://ada:secret@other.example/', 'https://other.example/'],
  ])('the location %s is read from where the request went', (location, href) => {
    expect(follow(request('GET'), 302, location)).toMatchObject({ url: expect.objectContaining({ href }) });
  });

  test.each(['file:///etc/passwd', 'gopher://a/', 'javascript:alert(1)', 'http://', 'https://a b/'])(
    'the location %s ends the call',
    (location) => {
      expect(follow(request('GET'), 302, location)).toMatchObject({ kind: 'error', reason: 'redirect' });
    },
  );
});

describe('what goes along', () => {
  const headers = ['Authorization', 'Cookie', 'Proxy-Authorization', 'X-Key', 'Host', 'Accept', 'Content-Type'].map((name) => ({
    name,
    value: '1',
  }));
  const names = (next: ReturnType<typeof follow>) => (next === undefined || 'kind' in next ? next : next.headers.map(({ name }) => name));

  test('within the origin everything, and the body unless the method changes', () => {
    const from = request('POST', { headers, body: '{}' });
    expect(follow(from, 307, '/b', ['x-key'])).toMatchObject({ headers, body: '{}' });
    const changed = follow(from, 303, '/b', ['x-key']);
    expect(names(changed)).toEqual(['Authorization', 'Cookie', 'Proxy-Authorization', 'X-Key', 'Host', 'Accept']);
    expect(changed).not.toHaveProperty('body');
  });

  test.each(['https://other.example/', 'http://api.example/', 'https://api.example:8443/', 'https://sub.api.example/'])(
    'to %s neither credentials, nor the body, nor the name of the host',
    (location) => {
      const next = follow(request('GET', { headers, body: 'x' }), 302, location, ['x-key']);
      expect(names(next)).toEqual(['Accept', 'Content-Type']);
      expect(next).not.toHaveProperty('body');
    },
  );
});
