import type { Integration } from '../document/integration.ts';
import type { Path } from './finding.ts';
import { bodySites, platformPartSite, rowSites, type Sites, scriptSite, templateSite, writeSite } from './part-sites.ts';

export function* integrationSites(path: Path, integration: Integration): Sites {
  if (integration.kind === 'platform') yield* platformPartSite(path, integration);
  else {
    yield* templateSite([...path, 'url'], integration.url, 'url');
    yield* rowSites([...path, 'query'], integration.query, 'query');
    yield* rowSites([...path, 'headers'], integration.headers, 'header');
    yield* bodySites([...path, 'body'], integration.body);
  }
  const { response } = integration;
  const at = [...path, 'response'];
  if (response.outcome !== 'status') yield { kind: 'json-path', path: [...at, 'outcome', 'jsonpath'], text: response.outcome.jsonpath };
  yield* scriptSite([...at, 'transform'], response.transform);
  if (response.rows !== undefined) yield { kind: 'json-path', path: [...at, 'rows'], text: response.rows };
  for (const [index, field] of response.fields.entries()) {
    yield { kind: 'json-path', path: [...at, 'fields', index, 'path'], text: field.path };
    yield* writeSite([...at, 'fields', index, 'to'], field.to);
  }
}
