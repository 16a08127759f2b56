import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { SecretReference } from '../document/credential.ts';
import type { HttpClient, HttpRequest } from '../ports/http-client.ts';
import type { StoredToken } from '../ports/token-store.ts';

/** What a kind has at hand while it works. */
export interface CredentialContext<Settings> {
  /** The credential's fields, as the kind's schema gave them. */
  readonly settings: Settings;
  /** The value behind a handle. Rejects with `configuration` when there is none. */
  reveal(secret: SecretReference): Promise<string>;
  now(): number;
  /** For requests of the kind's own, such as those for a token. */
  readonly http: HttpClient;
}

export interface AuthenticateContext<Settings> extends CredentialContext<Settings> {
  /** Aborts when the call ends. */
  readonly signal: AbortSignal;
  /**
   * The token of this credential: the one at hand while it is good, else what `obtain` gives. Calls that need one at the
   * same time share one `obtain`, also those of other processes with the same token store; it is not stopped when a call
   * ends. `held` is the token whose time is up, or that the API refused with a 401.
   */
  token(obtain: (held: StoredToken | undefined) => Promise<StoredToken>): Promise<StoredToken> | StoredToken;
}

export interface AuthorizeContext<Settings> extends CredentialContext<Settings> {
  /** Aborts when nobody waits any longer. */
  readonly signal: AbortSignal;
  /** Where the person comes back to, letter by letter as the authorization server knows it. */
  readonly redirectUri: string;
  /** Sends the person to a web page, and gives the address they came back with. */
  visit(url: URL): Promise<URL>;
}

export interface RevokeContext<Settings> extends CredentialContext<Settings> {
  /** Aborts when nobody waits any longer. */
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
  /** Obtains the first token with the help of a person, where it takes one. */
  authorize?(context: AuthorizeContext<Settings>): Promise<StoredToken>;
  /** Gives back a token that is not needed any more. False when nobody takes it back. */
  revoke?(token: StoredToken, context: RevokeContext<Settings>): Promise<boolean>;
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
