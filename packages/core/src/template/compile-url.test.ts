import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Encoding, neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { textOf } from '../values/text-of.ts';
import { compileUrl } from './compile-url.ts';
import { hostileText, jsonValue, lookupIn } from './template.fixture.ts';

const raw: Partial<Encoding> = { urlPath: 'none', query: 'none' };

const render = (template: string, values: { readonly [name: string]: Json } = {}, encoding: Partial<Encoding> = {}) =>
  compileUrl(template).render(lookupIn(values), { unsetText: 'empty', encoding: { ...neutralSemantics.encoding, ...encoding } });

const url = (...args: Parameters<typeof render>): string => {
  const rendered = render(...args);
  if (!rendered.ok) throw new TypeError(rendered.problem);
  return rendered.value;
};

const problem = (...args: Parameters<typeof render>): string | undefined => {
  const rendered = render(...args);
  return rendered.ok ? undefined : rendered.problem;
};

describe('rendering an address', () => {
  test.each<[string, { readonly [name: string]: Json }, string]>([
    ['https://api.shop.example/orders', {}, 'https://api.shop.example/orders'],
    [' https://api.shop.example/a b ', {}, 'https://api.shop.example/a%20b'],
    ['https://api.shop.example/orders/{{id}}', { id: '004711' }, 'https://api.shop.example/orders/004711'],
    ['https://api.shop.example/orders/{{id}}/lines', { id: 'a/b?c#d e' }, 'https://api.shop.example/orders/a%2Fb%3Fc%23d%20e/lines'],
    [
      'https://api.shop.example/find?q={{q}}&n=1#{{q}}',
      { q: 'a&b=c d' },
      'https://api.shop.example/find?q=a%26b%3Dc%20d&n=1#a%26b%3Dc%20d',
    ],
    ['{{base}}/orders/{{id}}', { base: 'http://127.0.0.1:8080/v1', id: 7 }, 'http://127.0.0.1:8080/v1/orders/7'],
    ['{{base}}{{id}}', { base: 'https://api.shop.example/v1/', id: 'x/y' }, 'https://api.shop.example/v1/x%2Fy'],
    ['{{url}}', { url: 'https://api.shop.example/a/b?c=d' }, 'https://api.shop.example/a/b?c=d'],
    ['{{url}}?q={{q}}', { url: 'https://api.shop.example/a', q: '?' }, 'https://api.shop.example/a?q=%3F'],
    ['https://{{host}}/x', { host: 'api.shop.example:8443/base' }, 'https://api.shop.example:8443/base/x'],
    ['https://{{tenant}}.shop.example:{{port}}/x', { tenant: 'eu', port: 8443 }, 'https://eu.shop.example:8443/x'],
    ['{{scheme}}://api.shop.example/', { scheme: 'http' }, 'http://api.shop.example/'],
    ['https://api.shop.example/{{missing}}', {}, 'https://api.shop.example/'],
    ['https://api.shop.example/{{half}}', { half: '\ud83d' }, 'https://api.shop.example/%EF%BF%BD'],
  ])('%s', (template, values, expected) => {
    expect(url(template, values)).toBe(expected);
  });

  test('the query as forms have it', () => {
    expect(url('https://h.example/?q={{q}}', { q: 'a b+c' }, { query: 'form' })).toBe('https://h.example/?q=a+b%2Bc');
  });

  test('values as they are, where a platform does so', () => {
    expect(url('https://h.example/{{p}}?{{q}}', { p: 'a/b', q: 'c=d&e' }, raw)).toBe('https://h.example/a/b?c=d&e');
  });

  test.each(['', 'orders/1', '/orders', 'ftp://h.example/', 'javascript:alert(1)', 'https://', '{{missing}}/orders', 'mailto:a@b.example'])(
    '"%s" is no http address',
    (template) => {
      expect(problem(template)).toContain('not an absolute http or https URL');
    },
  );

  test.each(['evil.example/', 'evil.example?', 'evil.example#', 'evil.example\\', 'a@evil.example', 'evil.example:80', '%2f', 'a\nb'])(
    'a part of the host cannot be %j',
    (tenant) => {
      expect(problem('https://{{tenant}}.shop.example/x', { tenant })).toContain('in the host of the address');
      expect(problem('https://api.shop.example{{tenant}}/x', { tenant })).toContain('in the host of the address');
      expect(problem('{{tenant}}://api.shop.example/x', { tenant })).toContain('in the host of the address');
    },
  );

  test.each(['.evil.example', '@evil.example', ':81', 'x'])('%j behind a base address cannot change its host', (path) => {
    for (const encoding of [{}, raw]) {
      expect(render('{{base}}{{path}}', { base: 'https://api.shop.example', path }, encoding).ok).toBe(false);
      expect(render('https://{{host}}{{path}}', { host: 'api.shop.example', path }, encoding).ok).toBe(false);
    }
  });

  test('a template whose host is missing does not take it from the path', () => {
    expect(render('https:///{{path}}/x', { path: 'evil.example' }).ok).toBe(false);
    expect(render('https:/{{path}}/x', { path: 'evil.example' }).ok).toBe(false);
  });

  test.each(['.', '..'])('%j cannot climb', (id) => {
    expect(problem('https://h.example/a/{{id}}/b', { id })).toContain('would make a "." or ".." segment');
    expect(problem('https://h.example/a/{{id}}', { id }, raw)).toContain('would make a "." or ".." segment');
    expect(problem('https://h.example/a/x/{{id}}?q', { id: `b/${id}/c` }, raw)).toContain('would make a "." or ".." segment');
    expect(url('https://h.example/a?q={{id}}', { id })).toBe(`https://h.example/a?q=${id}`);
  });

  test('nor can parts that only together climb', () => {
    expect(problem('https://h.example/a/{{x}}{{x}}/b', { x: '.' })).toContain('segment');
    expect(problem('https://h.example/a/.{{x}}/b', { x: '.' })).toContain('segment');
    expect(problem('https://h.example/a/..{{x}}/b', { x: '' })).toContain('segment');
    expect(problem('https://h.example/a/{{x}}/b', { x: '%2E%2e' }, raw)).toContain('segment');
    expect(url('https://h.example/a/{{x}}/b', { x: '.\t.' }, raw)).toBe('https://h.example/a/.%09./b');
    expect(url('https://h.example/a/{{x}}/b', { x: 'x\\y' }, raw)).toBe('https://h.example/a/x%5Cy/b');
    expect(url('https://h.example/a/{{x}}/b', { x: 'v1.2' })).toBe('https://h.example/a/v1.2/b');
    expect(url('https://h.example/a/../{{x}}/b', { x: 'v1.2' })).toBe('https://h.example/v1.2/b');
    expect(url('{{base}}/{{x}}', { base: 'https://h.example/a/..', x: 'v1.2' })).toBe('https://h.example/v1.2');
  });

  test('a problem never shows a value', () => {
    expect(problem('{{base}}/x', { base: 'PRIVATE' })).not.toContain('PRIVATE');
    expect(problem('https://{{a}}.h.example/x', { a: 'PRIVATE/' })).not.toContain('PRIVATE');
  });

  test('whatever the value, it stays within its segment', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, jsonValue, fc.constantFrom('..', '../..', '%2e%2e', '@evil.example')), (v) => {
        const rendered = render('https://h.example:8443/a/{{v}}/b?c={{v}}&d', { v });
        expect(rendered.ok).toBe(!['.', '..'].includes(textOf(v)));
        if (!rendered.ok) return;
        const { host, pathname, search, searchParams } = new URL(rendered.value);
        expect(host).toBe('h.example:8443');
        expect(pathname.split('/')).toEqual(['', 'a', expect.any(String), 'b']);
        expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(textOf(v).toWellFormed());
        expect(search.endsWith('&d')).toBe(true);
        expect([...searchParams.keys()]).toEqual(['c', 'd']);
      }),
    );
  });

  test('whatever the value, unencoded it changes neither host nor the path before it', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileText, fc.webUrl(), fc.string({ unit: fc.constantFrom('.', '/', '\\', '%2e', '@', ':', '\t', 'a', '?', '#') })),
        (v) => {
          const rendered = render('https://h.example/a/{{v}}', { v }, raw);
          if (!rendered.ok) return;
          const { host, pathname } = new URL(rendered.value);
          expect(host).toBe('h.example');
          expect(pathname.startsWith('/a/')).toBe(true);
        },
      ),
    );
  });
});
