import { compileJsonPath, type Json, type JsonPathQuery, type Outcome, type Pagination } from '@dragoman/core';
import LinkHeader from 'http-link-header';
import { failure } from './reasons.ts';
import { all, type ResponseHeaders } from './response-headers.ts';

/** A pagination with its paths parsed. */
export interface PageReader {
  /** Where the call begins. */
  first(url: URL): URL;
  /** The rows of a page; undefined when pages are taken as they are. */
  rows(body: Json | undefined, report: (problem: string) => void): readonly Json[] | undefined;
  /** Where the next page is; undefined when this was the last one. */
  next(page: Page, report: (problem: string) => void): URL | Outcome | undefined;
  /** Whether a page is the next one because it is counted, and not because its server said so. */
  readonly isCounted: boolean;
}

export interface Page {
  readonly url: URL;
  readonly headers: ResponseHeaders;
  readonly body: Json | undefined;
  /** From 1. */
  readonly number: number;
  /** Its own rows. */
  readonly rowCount: number;
  /** The rows of all pages up to this one. */
  readonly rowsSoFar: number;
}

/** Throws `validation` for a path that is none. */
export const pageReader = (pagination: Pagination): PageReader => {
  let reader = readers.get(pagination);
  if (reader === undefined) {
    reader = createPageReader(pagination);
    readers.set(pagination, reader);
  }
  return reader;
};

// A bot's integrations stay the same objects as long as it runs, and parsing a path costs more than applying it.
const readers = new WeakMap<Pagination, PageReader>();

const createPageReader = ({ next, rows }: Pagination): PageReader => {
  const rowsPath = rows === undefined ? undefined : compileJsonPath(rows);
  return {
    rows: (body, report) => rowsPath && (body === undefined ? [] : rowsAt(rowsPath, body, report)),
    ...stepper(next),
  };
};

const rowsAt = (path: JsonPathQuery, body: Json, report: (problem: string) => void): readonly Json[] => {
  const found = path.select(body, report);
  const [only] = found;
  return path.singular && Array.isArray(only) ? only : found;
};

type Stepper = Pick<PageReader, 'first' | 'next' | 'isCounted'>;

const stepper = (next: Pagination['next']): Stepper => {
  if ('cursor' in next) return cursorStepper(compileJsonPath(next.cursor), next.query);
  if ('page' in next) {
    const { page: name, first = 1 } = next;
    return countedStepper(name, first, ({ number }) => first + number);
  }
  if ('offset' in next) {
    const { offset: name, first = 0 } = next;
    return countedStepper(name, first, ({ rowsSoFar }) => first + rowsSoFar);
  }
  return linkStepper(next.link === 'header' ? undefined : compileJsonPath(next.link.jsonpath));
};

const countedStepper = (name: string, first: number, position: (page: Page) => number): Stepper => ({
  isCounted: true,
  first: (url) => withParameter(url, name, String(first)),
  next: (page) => (page.rowCount === 0 ? undefined : withParameter(page.url, name, String(position(page)))),
});

const cursorStepper = (path: JsonPathQuery, name: string): Stepper => ({
  isCounted: false,
  first: (url) => url,
  next: ({ url, body }, report) => {
    const cursor = body === undefined ? undefined : path.select(body, report)[0];
    if (typeof cursor === 'string' ? cursor !== '' : typeof cursor === 'number') return withParameter(url, name, String(cursor));
    return isNothing(cursor)
      ? undefined
      : failure('bad-body', 'What the response gives as the cursor of the next page is neither text nor a number.');
  },
});

const linkStepper = (path: JsonPathQuery | undefined): Stepper => ({
  isCounted: false,
  first: (url) => url,
  next: ({ url, headers, body }, report) => {
    const link = path === undefined ? linkIn(headers) : body === undefined ? undefined : path.select(body, report)[0];
    if (isNothing(link)) return undefined;
    const target = typeof link === 'string' ? URL.parse(link, url) : null;
    if (target === null) return failure('bad-body', `${url.host} gives as the address of the next page what is no address.`);
    // A credential is for one origin, and only its author says which.
    if (target.origin !== url.origin)
      return failure('redirect', `${url.host} gives an address of another origin as the next page. It was not asked for.`);
    target.username = '';
    target.password = '';
    return target;
  },
});

/** The address of the next page. A header that cannot be read must not pass for the end of the list. */
const linkIn = (headers: ResponseHeaders): string | undefined => {
  const value = all(headers, 'link');
  if (value === undefined) return undefined;
  try {
    return LinkHeader.parse(value).rel('next')[0]?.uri;
  } catch {
    return unreadable;
  }
};

/** No URL, whatever it is resolved against. */
const unreadable = 'http://';

const isNothing = (value: unknown): value is null | undefined | '' | false =>
  value === undefined || value === null || value === '' || value === false;

/** The address with this parameter and no other of its name; the others stay letter by letter. */
const withParameter = (url: URL, name: string, value: string): URL => {
  const rows = url.search
    .slice(1)
    .split('&')
    .filter((row) => row !== '' && nameOf(row) !== name);
  const next = new URL(url);
  next.search = [...rows, `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`].join('&');
  return next;
};

const nameOf = (row: string): string => [...new URLSearchParams(row).keys()][0] ?? '';
