import type { Outcome } from '../conversation/outcome.ts';

/** A complete request, as it goes out. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string | Uint8Array;
  /** Who sends it, to a server that asks for a certificate. Such a request shares no connection with others. */
  readonly identity?: ClientIdentity;
}

/** A client certificate and its private key, in PEM: secret, and never to be shown. */
export interface ClientIdentity {
  readonly certificate: string;
  readonly key: string;
  /** Of the key, when it is encrypted. */
  readonly passphrase?: string;
}

export interface HttpResult {
  readonly outcome: Outcome;
  /** Lower-case names; a repeated header is one list. Empty without a response. */
  readonly headers: { readonly [name: string]: string | readonly string[] };
  /** Decoded text; empty without a response. */
  readonly body: string;
}

/** The one way out for channels, OAuth and drivers. Never throws for anything a network can do: failures are outcomes. */
export interface HttpClient {
  send(request: HttpRequest, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<HttpResult>;
}
