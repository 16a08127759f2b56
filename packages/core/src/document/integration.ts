import type { Json } from '../json.ts';
import type { Pagination } from './pagination.ts';
import type { PlatformOptions, PlatformPart } from './platform-part.ts';
import type { Row } from './row.ts';
import type { Script } from './script.ts';
import type { JsonPath, Template } from './template.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/**
 * What a request carries. `json` and `text` are templates; in `json` a placeholder inside quotes is escaped for a
 * JSON string and one outside them is printed as JSON. The content type follows from the form unless a header sets it.
 */
export type Body =
  | { readonly json: Template }
  | { readonly form: readonly Row[] }
  | { readonly text: Template; readonly contentType?: string };

/** One value taken from a response. */
export interface ResponseField {
  readonly name: string;
  readonly path: JsonPath;
  /** The path is evaluated on each row; a missing leaf is null in that row, so columns stay aligned. */
  readonly perRow?: boolean;
  /** Also writes a variable of this name. */
  readonly to?: string;
  readonly type?: 'text' | 'number' | 'boolean' | 'json';
}

/**
 * What a body is read as. `xml` becomes JSON for the paths: an object with the root element as its one field. An element
 * with nothing but text is that text, any other an object of its attributes (`@name`), its text (`#text`) and its
 * elements by name, in a list where a name repeats. Numbers stay text.
 */
export type ResponseFormat = 'json' | 'xml' | 'text';

export interface ResponseMapping {
  /** Base name of everything the call yields: `{{order.status}}`, `{{order.$status}}`, `{{order.$body.x}}`. */
  readonly variable: string;
  readonly format: ResponseFormat;
  /** What an api node's `{ value }` routes are compared with. */
  readonly outcome: 'status' | { readonly jsonpath: JsonPath };
  /** Runs when a complete response arrived, whatever its status. */
  readonly transform?: Script;
  /** Selects the list; a lone object counts as one row. */
  readonly rows?: JsonPath;
  readonly fields: readonly ResponseField[];
  /** What becomes of a variable written by `to` when its path finds nothing. */
  readonly onMissing: 'unset' | 'keep';
  /** A recorded response, for tests and for tools. */
  readonly sample?: Json;
  /** JSON Schema of the body. */
  readonly schema?: Json;
}

export interface Retry {
  /** Further attempts after the first, of each page. */
  readonly retries: number;
  /** Statuses that are tried again. */
  readonly statuses: readonly number[];
}

export interface Concurrency {
  /** Calls under way at once. */
  readonly limit: number;
  /** Calls that may wait for a place; one more ends as `max-connection`. Default 0. */
  readonly queue?: number;
}

interface IntegrationBase {
  readonly id: string;
  readonly name: string;
  readonly response: ResponseMapping;
  /** For the whole call: connect, headers, body, retries, pages. Default: the semantics' `callDeadlineMs`. */
  readonly timeoutMs?: number;
  readonly retry?: Retry;
  readonly concurrency?: Concurrency;
  readonly platformOptions?: PlatformOptions;
}

export interface HttpIntegration extends IntegrationBase {
  readonly kind: 'http';
  readonly method: Method;
  readonly url: Template;
  readonly query: readonly Row[];
  readonly headers: readonly Row[];
  readonly body?: Body;
  /** Id of a credential. */
  readonly credential?: string;
  /** Declares that the server honours a key in this header; only then is one sent and the call repeatable. */
  readonly idempotency?: { readonly header: string };
  /** Whether its calls carry the headers that every call carries, of the semantics. Default true. */
  readonly defaultHeaders?: boolean;
  /** Reads all pages of a list as one call. */
  readonly pagination?: Pagination;
  /** What a call becomes that was started but unfinished when the process died. Default `error`. */
  readonly onInterrupted?: 'error' | 'resend';
}

export interface PlatformIntegration extends IntegrationBase, PlatformPart {}

/** One API call, described once and used by any number of api nodes. */
export type Integration = HttpIntegration | PlatformIntegration;
