import type { SecretReference } from '../document/credential.ts';
import type { Method, ResponseFormat } from '../document/integration.ts';
import type { Pagination } from '../document/pagination.ts';
import type { Encoding } from '../document/semantics.ts';

/** Text in which secrets are still handles: usable by the executor, readable by nobody. */
export type SealedText = string | readonly (string | SecretReference)[];

/** A request with every placeholder resolved and every secret still a handle: safe to journal, trace and compare. */
export interface RenderedRequest {
  readonly integration: { readonly id: string; readonly name: string };
  readonly node: { readonly id: string; readonly name: string };
  /** A part that is carried, not interpreted: an executor of plain HTTP answers `error` with reason `unsupported`. */
  readonly platform?: { readonly adapter: string };
  readonly method: Method;
  /** Encoded, without the rows of `query`. */
  readonly url: string;
  /** In order, not encoded. */
  readonly query: readonly { readonly name: string; readonly value: string }[];
  readonly queryEncoding: Encoding['query'];
  readonly headers: readonly { readonly name: string; readonly value: SealedText }[];
  readonly body?: string;
  readonly credential?: {
    readonly id: string;
    readonly kind: string;
    readonly fields: { readonly [name: string]: string | SecretReference };
  };
  readonly responseFormat: ResponseFormat;
  /** Header in which the server takes an idempotency key. */
  readonly idempotencyHeader?: string;
  /** The call reads page after page and answers with all of them. */
  readonly pagination?: Pagination;
}

/** The request's address with its query rows appended and encoded. */
export const requestUrl = ({ url, query, queryEncoding }: Pick<RenderedRequest, 'url' | 'query' | 'queryEncoding'>): string => {
  if (query.length === 0) return url;
  const encode = queryEncoders[queryEncoding];
  const rows = query.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&');
  const hash = url.indexOf('#');
  const base = hash === -1 ? url : url.slice(0, hash);
  const joint = base.includes('?') ? (base.endsWith('?') || base.endsWith('&') ? '' : '&') : '?';
  return base + joint + rows + (hash === -1 ? '' : url.slice(hash));
};

const percent = (text: string): string => encodeURIComponent(text.toWellFormed());

const queryEncoders: { readonly [E in Encoding['query']]: (text: string) => string } = {
  percent,
  form: (text) => percent(text).replaceAll('%20', '+'),
  none: (text) => text,
};
