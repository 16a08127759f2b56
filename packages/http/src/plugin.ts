import {
  Clock,
  CredentialKinds,
  definePlugin,
  HttpClient,
  IntegrationCall,
  type Plugin,
  provide,
  Secrets,
  TokenStore,
} from '@dragoman/core';
import { clientOn } from './client-on.ts';
import { builtInCredentialKinds } from './credentials/built-in-credential-kinds.ts';
import { callOn } from './integration-call.ts';
import type { HttpOptions } from './options.ts';
import { createTransport, Transport } from './transport.ts';

/**
 * Provides `HttpClient` and `IntegrationCall` on one shared set of connections, which the container closes in the end.
 * Uses the `Secrets`, `Clock`, `TokenStore` and credential kinds that others provide; those among the options come first.
 */
export const http = (options: HttpOptions = {}): Plugin =>
  definePlugin({
    name: '@dragoman/http',
    credentialKinds: builtInCredentialKinds,
    providers: [
      provide(
        Transport,
        (resolver) => {
          const secrets = options.secrets ?? resolver.find(Secrets);
          const clock = options.clock ?? resolver.find(Clock);
          const tokens = options.tokens ?? resolver.find(TokenStore);
          return createTransport(
            { ...options, ...(secrets && { secrets }), ...(clock && { clock }), ...(tokens && { tokens }) },
            resolver.getAll(CredentialKinds),
          );
        },
        { dispose: (transport) => transport.dispose() },
      ),
      provide(HttpClient, (resolver) => clientOn(resolver.get(Transport))),
      provide(IntegrationCall, (resolver) => callOn(resolver.get(Transport))),
    ],
  });
