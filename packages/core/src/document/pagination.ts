import type { JsonPath } from './template.ts';

/**
 * How a list is read that its server gives out in pages: page by page, as one call within one deadline. It ends at a
 * page that names no next one, that was there before, or, where pages are counted, that is empty.
 */
export interface Pagination {
  readonly next: NextPage;
  /**
   * Selects the rows of a page; the body of the call is then the rows of all pages in one list. A list that is selected
   * as a whole counts as its rows. Without it the body is the list of the bodies. `page` and `offset` need it: they end
   * at a page without rows.
   */
  readonly rows?: JsonPath;
  /** Pages that are asked for at most. Default 100. */
  readonly maxPages?: number;
  /** Rows that are kept at most; what is beyond them is cut off. Default: no end. */
  readonly maxRows?: number;
}

/** Where the next page is. The parameter that is named is written by the call; a query row of its name is replaced. */
export type NextPage =
  /** At an address the response gives: in its header `Link`, as `rel="next"`, or in its body. Never at another origin. */
  | { readonly link: 'header' | { readonly jsonpath: JsonPath } }
  /** Behind a cursor that the body gives and this query parameter takes back. */
  | { readonly cursor: JsonPath; readonly query: string }
  /** One further: this query parameter counts pages, from `first`, default 1. */
  | { readonly page: string; readonly first?: number }
  /** After the rows so far: this query parameter counts rows, from `first`, default 0. */
  | { readonly offset: string; readonly first?: number };
