import type { HttpOptions } from '@dragoman/http';
import * as z from 'zod';

/**
 * How bots reach their APIs, in the words of `@dragoman/http`. A secret of the proxy is one of `--secret`, as those of
 * credentials are.
 */
export interface NetworkSettings extends Pick<HttpOptions, 'proxy' | 'tls' | 'http2' | 'limits'> {
  /** `HOST` or `HOST:PORT` that calls may reach although the address is local or private. */
  readonly allowHosts?: readonly string[];
  /** Calls for `from` (`HOST` or `HOST:PORT`) go to `to` (`HOST:PORT`) instead, as plain http. That address is allowed too. */
  readonly connect?: readonly { readonly from: string; readonly to: string }[];
}

const hosts = z.array(z.string('Expected HOST or HOST:PORT.'));
const secretText = z.union([z.string(), z.strictObject({ secret: z.string() })], { error: 'Expected text, or { secret }.' });
const count = z.number('Expected a number.').exactOptional();

/** The values themselves are checked by who uses them. */
export const networkSchema: z.ZodType<NetworkSettings> = z.strictObject({
  allowHosts: hosts.exactOptional(),
  connect: z.array(z.strictObject({ from: z.string(), to: z.string() }, 'Expected { from, to }.')).exactOptional(),
  proxy: z
    .strictObject(
      {
        url: z.string(),
        username: secretText.exactOptional(),
        password: secretText.exactOptional(),
        bypass: hosts.exactOptional(),
      },
      'Expected { url }, perhaps with username, password and bypass.',
    )
    .exactOptional(),
  tls: z.strictObject({ authorities: z.array(z.string('Expected a certificate in PEM.')).exactOptional() }).exactOptional(),
  http2: z.boolean('Expected true or false.').exactOptional(),
  limits: z.strictObject({ responseBytes: count, headerBytes: count, connectionsPerOrigin: count, redirects: count }).exactOptional(),
});
