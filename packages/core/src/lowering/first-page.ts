import type { HttpIntegration } from '../document/integration.ts';
import type { Pagination } from '../document/pagination.ts';
import type { Row } from '../document/row.ts';
import type { LowerContext } from './lower-context.ts';

/** What is left of a list in pages where pages are not known: its first one, and its rows where they are in it. */
export const withFirstPage = (integration: HttpIntegration, context: LowerContext): HttpIntegration => {
  const { pagination, ...rest } = integration;
  if (pagination === undefined || context.capabilities.call.includes('pagination')) return integration;
  const rows = rowsOfFirst(integration, pagination);
  const isMapped = rows !== undefined && rest.response.outcome === 'status' && rest.response.fields.every(({ perRow }) => perRow);
  context.report({
    code: 'pages-not-carried',
    at: pagination,
    loss: isMapped ? 'degraded' : 'dropped',
    reason: isMapped
      ? 'The platform reads no further pages: the first one arrives, as it is.'
      : 'The platform reads no further pages: the first one arrives, as it is, and paths into the list of all pages find nothing in it.',
    fix: 'Ask for pages as large as the list, or have the API give it out as a whole.',
  });
  const first = { ...rest, query: firstQuery(rest.query, pagination) };
  if (rows === undefined || rows === rest.response.rows) return context.provenance.derive(first, integration);
  const response = context.provenance.derive({ ...rest.response, rows }, rest.response);
  return context.provenance.derive({ ...first, response }, integration);
};

/** Where the rows of the list are in a page; undefined when they are a part of it that no path here leads to. */
const rowsOfFirst = ({ response }: HttpIntegration, { rows }: Pagination): string | undefined =>
  rows !== undefined && (response.rows === undefined || response.rows === '$' || response.rows === '$[*]') ? rows : undefined;

/** A counted page is asked for by its number also when it is the first. */
const firstQuery = (query: readonly Row[], { next }: Pagination): readonly Row[] => {
  const row =
    'page' in next
      ? { name: next.page, value: String(next.first ?? 1) }
      : 'offset' in next
        ? { name: next.offset, value: String(next.first ?? 0) }
        : undefined;
  return row === undefined ? query : [...query.filter(({ name }) => name !== row.name), row];
};
