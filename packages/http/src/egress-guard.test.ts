import { describe, expect, test } from 'vitest';
import { createEgressGuard } from './egress-guard.ts';

const resolvingTo = (...addresses: string[]) => ({ resolve: async () => addresses });

describe('the egress guard', () => {
  test('goes to the address a name has', async () => {
    const guard = createEgressGuard(resolvingTo('93.184.215.14'));
    expect(await guard.route('api.example', 443)).toEqual({ host: 'api.example', port: 443, addresses: ['93.184.215.14'], isPlain: false });
  });

  test('uses only those addresses of a name that pass', async () => {
    const guard = createEgressGuard(resolvingTo('10.0.0.1', '93.184.215.14', '64:ff9b::5db8:d70e'));
    expect(await guard.route('api.example', 443)).toMatchObject({ addresses: ['93.184.215.14'] });
  });

  test('refuses a name none of whose addresses passes, and says how to allow it', async () => {
    const guard = createEgressGuard(resolvingTo('10.0.0.1', '::1'));
    expect(await guard.route('intranet.example', 8080)).toEqual({
      kind: 'error',
      reason: 'blocked',
      detail:
        "No connection to intranet.example:8080: 10.0.0.1 is a private address. To allow it: allowHosts: ['intranet.example:8080'], or --allow-host intranet.example:8080.",
    });
  });

  test('writes the port of an IPv6 address so that it can be allowed as it stands', async () => {
    expect(await createEgressGuard({}).route('[::1]', 8080)).toMatchObject({
      detail: expect.stringContaining("allowHosts: ['[::1]:8080']"),
    });
    expect(await createEgressGuard({ allowHosts: ['[::1]:8080'] }).route('[::1]', 8080)).toMatchObject({ addresses: ['::1'] });
  });

  test.each(['metadata.google.internal', 'metadata.google.internal.', 'metadata', 'metadata.azure.internal', 'instance-data.ec2.internal'])(
    'refuses the metadata host %s by its name, whatever it resolves to',
    async (host) => {
      const guard = createEgressGuard(resolvingTo('93.184.215.14'));
      expect(await guard.route(host, 80)).toMatchObject({ reason: 'blocked', detail: expect.stringContaining('metadata service') });
    },
  );

  test('lets through what is allowed, with that port only', async () => {
    const guard = createEgressGuard({ ...resolvingTo('127.0.0.1'), allowHosts: ['local.example:8080'] });
    expect(await guard.route('local.example', 8080)).toMatchObject({ addresses: ['127.0.0.1'] });
    expect(await guard.route('local.example', 8081)).toMatchObject({ reason: 'blocked' });
    expect(await guard.route('other.example', 8080)).toMatchObject({ reason: 'blocked' });
  });

  test('takes a detour for the host and port it is meant for', async () => {
    const guard = createEgressGuard({ ...resolvingTo('127.0.0.1'), connect: [{ from: 'api.example:443', to: 'localhost:9000' }] });
    expect(await guard.route('api.example', 443)).toEqual({ host: 'localhost', port: 9000, addresses: ['127.0.0.1'], isPlain: true });
    expect(await guard.route('api.example', 80)).toMatchObject({ reason: 'blocked' });
  });

  test('refuses options that it cannot read', () => {
    expect(() => createEgressGuard({ allowHosts: ['http://a'] })).toThrow('allowHosts: "http://a"');
    expect(() => createEgressGuard({ connect: [{ from: 'a', to: 'b' }] })).toThrow('connect: the target "b" needs a port');
  });
});
