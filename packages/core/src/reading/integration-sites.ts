import type { Integration } from '../document/integration.ts';
import type { Pagination } from '../document/pagination.ts';
import type { Path } from './finding.ts';
import { bodySites, type Emit, platformPartSite, rowSites, scriptSite, templateSite, writeSite } from './part-sites.ts';

export const integrationSites = (emit: Emit, path: Path, integration: Integration): void => {
  if (integration.kind === 'platform') platformPartSite(emit, path, integration);
  else {
    templateSite(emit, [...path, 'url'], integration.url, 'url');
    rowSites(emit, [...path, 'query'], integration.query, 'query');
    rowSites(emit, [...path, 'headers'], integration.headers, 'header');
    bodySites(emit, [...path, 'body'], integration.body);
    paginationSites(emit, [...path, 'pagination'], integration.pagination);
  }
  const { response } = integration;
  const at = [...path, 'response'];
  if (response.outcome !== 'status') emit({ kind: 'json-path', path: [...at, 'outcome', 'jsonpath'], text: response.outcome.jsonpath });
  scriptSite(emit, [...at, 'transform'], response.transform);
  if (response.rows !== undefined) emit({ kind: 'json-path', path: [...at, 'rows'], text: response.rows });
  for (const [index, field] of response.fields.entries()) {
    emit({ kind: 'json-path', path: [...at, 'fields', index, 'path'], text: field.path });
    writeSite(emit, [...at, 'fields', index, 'to'], field.to);
  }
};

const paginationSites = (emit: Emit, path: Path, pagination: Pagination | undefined): void => {
  if (pagination === undefined) return;
  const { next, rows } = pagination;
  const at = [...path, 'next'];
  if ('cursor' in next) emit({ kind: 'json-path', path: [...at, 'cursor'], text: next.cursor });
  if ('link' in next && next.link !== 'header') emit({ kind: 'json-path', path: [...at, 'link', 'jsonpath'], text: next.link.jsonpath });
  if (rows !== undefined) emit({ kind: 'json-path', path: [...path, 'rows'], text: rows });
};
