import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { SecretReference } from '../document/credential.ts';
import type { HttpRequest } from '../ports/http-client.ts';

export interface AuthenticateContext<Settings> {
  /** The credential's fields, as the kind's schema gave them. */
  readonly settings: Settings;
  /** The value behind a handle. Rejects with `configuration` when there is none. */
  reveal(secret: SecretReference): Promise<string>;
  now(): number;
  readonly signal: AbortSignal;
}

/**
 * A way to prove who calls. `authenticate` runs once per attempt; the headers it sets are redacted whole.
 */
export interface CredentialKind<Settings = unknown> {
  readonly contract: 'v1';
  /** `basic`, `acme/signed`. A plugin's kind contains a slash, a built-in one never. */
  readonly kind: string;
  readonly schema: StandardSchemaV1<unknown, Settings>;
  authenticate(request: HttpRequest, context: AuthenticateContext<Settings>): Promise<HttpRequest> | HttpRequest;
}

/** Defines a credential kind; `settings` is typed by `schema`. */
export const defineCredentialKind = <Settings>(definition: Omit<CredentialKind<Settings>, 'contract'>): CredentialKind<Settings> => ({
  contract: 'v1',
  ...definition,
});

/** The request with these headers set; one of the same name (in any case) is replaced. */
export const withHeaders = (request: HttpRequest, headers: { readonly [name: string]: string }): HttpRequest => {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return {
    ...request,
    headers: [
      ...request.headers.filter(({ name }) => !names.has(name.toLowerCase())),
      ...Object.entries(headers).map(([name, value]) => ({ name, value })),
    ],
  };
};
