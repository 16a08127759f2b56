import { type Integration, isJsonObject, type Json } from '@dragoman/core';
import { responsePathOfJsonPath } from '../response-path.ts';
import type { M1botApi } from '../wire/document.ts';
import type { ExportWork } from './export-view.ts';

/** An API of Developers > Your APIs. */
export const apiOf = (integration: Integration, work: ExportWork): M1botApi => {
  const { bot, print } = work;
  const { name, response } = integration;
  const head = { id: bot.key(integration), name };
  const answered = responseOf(integration, work);
  const learned = {
    ...(response.sample !== undefined && { sample: response.sample }),
    ...(response.schema !== undefined && { schema: response.schema }),
  };
  if (integration.kind === 'platform') {
    const raw: { readonly [field: string]: Json } = isJsonObject(integration.raw) ? integration.raw : {};
    return { method: 'GET', url: '', ...raw, ...head, ...answered, ...learned };
  }
  const { method, url, query, headers, body } = integration;
  const rows = (list: typeof query) => list.map((row) => ({ key: row.name, value: print(row.value) }));
  return {
    ...head,
    method,
    url: print(url),
    ...(query.length > 0 && { parameters: rows(query) }),
    ...(headers.length > 0 && { headers: rows(headers) }),
    ...(body !== undefined && 'json' in body && { body: print(body.json) }),
    ...answered,
    ...learned,
  };
};

const responseOf = (
  { response: { variable, fields } }: Integration,
  { keys, report }: ExportWork,
): Pick<M1botApi, 'response' | 'neutral'> => {
  const mapped = fields.flatMap((field) => {
    const { to, name, path } = field;
    const written = responsePathOfJsonPath(path);
    if (to !== undefined && written !== undefined) return [{ name, field, row: { path: written, attribute: keys.keyOf(to) } }];
    const reason = `A response is mapped by paths of names and positions, such as data.items.0.name; ${path} is none.`;
    report({ code: 'path-not-carried', at: field, loss: 'dropped', reason, fix: 'Let the API answer with the value itself.' });
    return [];
  });
  const paths = mapped.map(({ row }) => row.path);
  for (const [index, { field, row }] of mapped.entries()) {
    if (paths.indexOf(row.path) === index) continue;
    const reason = `${row.path} is mapped to two attributes; the screen of m1bot may have one for each value of a response.`;
    report({ code: 'mapped-twice', at: field, loss: 'assumed', reason, fix: 'Write the value to one variable.' });
  }
  return {
    ...(mapped.length > 0 && { response: mapped.map(({ row }) => row) }),
    neutral: { variable, fields: mapped.map(({ name }) => name) },
  };
};
