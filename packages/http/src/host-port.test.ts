import { describe, expect, test } from 'vitest';
import { matchesHost, parseHostPort } from './host-port.ts';

describe('a host with or without a port', () => {
  test.each([
    ['api.example', { host: 'api.example' }],
    ['API.Example', { host: 'api.example' }],
    ['api.example.', { host: 'api.example' }],
    ['api.example:8080', { host: 'api.example', port: 8080 }],
    ['api.example:80', { host: 'api.example', port: 80 }],
    ['127.0.0.1:443', { host: '127.0.0.1', port: 443 }],
    ['127.1', { host: '127.0.0.1' }],
    ['::1', { host: '::1' }],
    ['0:0:0:0:0:0:0:1', { host: '::1' }],
    ['[::1]', { host: '::1' }],
    ['[::1]:8080', { host: '::1', port: 8080 }],
    ['bücher.example', { host: 'xn--bcher-kva.example' }],
  ])('%s is read', (text, expected) => {
    expect(parseHostPort(text, 'allowHosts')).toEqual(expected);
  });

  test.each([
    '',
    ':80',
    'a b',
    'http://api.example',
    'api.example/path',
    'api.example:99999',
    'api.example:0',
    'user@api.example',
    '[::1',
    '*:80x',
  ])('%j is refused, naming the option', (text) => {
    expect(() => parseHostPort(text, 'allowHosts')).toThrow(`allowHosts: "${text}" is not a host`);
  });

  test('without a port stands for every port, and never for another host', () => {
    expect(matchesHost({ host: 'a.example' }, 'a.example', 8080)).toBe(true);
    expect(matchesHost({ host: 'a.example', port: 80 }, 'a.example', 80)).toBe(true);
    expect(matchesHost({ host: 'a.example', port: 80 }, 'a.example', 8080)).toBe(false);
    expect(matchesHost({ host: 'a.example' }, 'b.a.example', 80)).toBe(false);
  });
});
