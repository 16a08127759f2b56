import type { PlatformAdapter } from '../adapter/platform-adapter.ts';
import type { Integration } from '../document/integration.ts';
import type { CredentialKind } from './credential-kind.ts';
import type { Executor } from './executor.ts';
import type { NodeKind } from './node-kind.ts';
import type { Rule } from './rule.ts';
import type { Provider } from './token.ts';

/** A bundle of additions, as data: everything but `providers` can be read without a container. */
export interface Plugin {
  readonly contract: 'v1';
  /** The package's name: `@acme/dragoman-plugin`. */
  readonly name: string;
  // Method syntax in the contracts is what lets a NodeKind<X> stand in these lists.
  readonly adapters: readonly PlatformAdapter[];
  readonly nodeKinds: readonly NodeKind[];
  readonly credentialKinds: readonly CredentialKind[];
  readonly executors: readonly Executor[];
  /** Ready-made integrations a bot may use by id. */
  readonly integrations: readonly Integration[];
  readonly rules: readonly Rule[];
  readonly providers: readonly Provider[];
}

/** Defines a plugin; lists left out are empty. */
export const definePlugin = (plugin: Partial<Omit<Plugin, 'contract' | 'name'>> & { readonly name: string }): Plugin => ({
  contract: 'v1',
  adapters: [],
  nodeKinds: [],
  credentialKinds: [],
  executors: [],
  integrations: [],
  rules: [],
  providers: [],
  ...plugin,
});
