import { type CallPage, isDragomanError, type Json, type Outcome, type Pagination } from '@dragoman/core';
import type { AttemptRequest } from './attempt.ts';
import { isOutcome } from './authenticate.ts';
import { type PageReader, pageReader } from './next-page.ts';
import { type Performed, without } from './performed.ts';
import { failure } from './reasons.ts';

export interface PagesContext {
  readonly pagination: Pagination;
  /** Header that takes an idempotency key. */
  readonly idempotencyHeader: string | undefined;
  /** Largest size of all bodies together. */
  readonly responseBytes: number;
  /** Told of each page, also the one that ends it. */
  onPage(page: CallPage): void;
}

/**
 * Reads page after page and gives them as one body. A page that did not succeed ends it and is the outcome: some pages
 * never pass for all.
 */
export const readPages = async (
  plain: AttemptRequest,
  { pagination, idempotencyHeader, responseBytes, onPage }: PagesContext,
  read: (request: AttemptRequest) => Promise<Performed>,
): Promise<Performed> => {
  const reader = readerOf(pagination);
  if (isOutcome(reader)) return without(reader);
  const { maxPages = 100, maxRows = Number.POSITIVE_INFINITY } = pagination;
  const collected: Json[] = [];
  const seen = new Set<string>();
  let size = 0;
  let before: Buffer | undefined;
  let url = reader.first(plain.http.url);
  for (let number = 1; ; number++) {
    seen.add(url.href);
    const startedAtMs = performance.now();
    const performed = await read(pageRequest(plain, url, number, idempotencyHeader));
    const { outcome, headers, body, bytes, phases } = performed;
    const tell = (count?: number) => {
      const durationMs = performance.now() - startedAtMs;
      onPage({ number, url: url.href, outcome, ...(count !== undefined && { rows: count }), durationMs });
    };
    if (outcome.kind !== 'response' || outcome.status < 200 || outcome.status > 299) {
      tell();
      return performed;
    }
    size += bytes?.length ?? 0;
    const all = (): Performed => ({ outcome, headers, phases, body: collected.length > maxRows ? collected.slice(0, maxRows) : collected });
    // Its server does not count, or has begun again: the same page is no further one.
    const isSame = reader.isCounted && bytes !== undefined && before?.equals(bytes) === true;
    if (size > responseBytes || isSame) {
      tell();
      return size > responseBytes ? without(tooLarge(number), phases) : all();
    }
    before = bytes;

    let problem: string | undefined;
    const report = (given: string) => {
      problem = given;
    };
    const rows = reader.rows(body, report);
    if (rows === undefined) {
      if (body !== undefined) collected.push(body);
    } else for (const row of rows) collected.push(row);
    tell(rows?.length);
    const next = reader.next({ url, headers, body, number, rowCount: rows?.length ?? 0, rowsSoFar: collected.length }, report);
    if (problem !== undefined) return without(failure('bad-body', problem), phases);
    if (next === undefined || number >= maxPages || collected.length >= maxRows) return all();
    if (isOutcome(next)) return without(next, phases);
    if (seen.has(next.href)) return all();
    url = next;
  }
};

/** Each page is a request of its own, so its key differs from the others, and is the same whenever it is sent. */
const pageRequest = (plain: AttemptRequest, url: URL, number: number, idempotencyHeader: string | undefined): AttemptRequest => {
  const { headers } = plain.http;
  const own = number === 1 ? undefined : headers.findLast(({ name }) => name === idempotencyHeader);
  const keyed = own === undefined ? headers : headers.map((row) => (row === own ? { ...row, value: `${row.value}/page-${number}` } : row));
  return { ...plain, http: { ...plain.http, url, headers: keyed } };
};

const readerOf = (pagination: Pagination): PageReader | Outcome => {
  try {
    return pageReader(pagination);
  } catch (error) {
    return failure('configuration', isDragomanError(error) ? error.message : 'The pagination cannot be used.');
  }
};

const tooLarge = (pages: number): Outcome =>
  failure('too-large', `The first ${pages} pages are larger together than \`limits.responseBytes\` allows.`);
