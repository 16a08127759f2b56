import type { IncomingHttpHeaders } from 'node:http';

/** A request as a handler sees it: routed, its body read but not yet parsed. */
export interface ApiRequest {
  readonly method: string;
  /** Resolved against the address the client used, so links in answers work for that client. */
  readonly url: URL;
  /** Values of the `:names` in the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer. A `body` that is not text leaves as JSON. */
export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

export type Handler = (request: ApiRequest) => ApiResponse | Promise<ApiResponse>;

/** Handlers by route: `GET /orders/:id`. */
export type Routes = Readonly<Record<string, Handler>>;
