import type { ClickatellApi } from '../wire/document.ts';
import type { KeyValue } from '../wire/node.ts';
import { code, lines, list, table } from './markdown.ts';
import type { Sheet } from './sheet.ts';

/** How an endpoint is set up. */
export const apiSection = (api: ClickatellApi, { typed }: Sheet): string => {
  const { name, url, method, baseElement, elementValidation, headers = [], timeoutMs, maxConnections } = api;
  return lines(
    `### Endpoint ${code(name)}`,
    list([
      'Configuration > API Integration > +New API.',
      `Name: ${code(name)}.`,
      `URL: ${code(typed(url))}.`,
      ...(baseElement === undefined
        ? ['Base element: leave it empty; all of the response becomes variables.']
        : [`Base element: ${code(baseElement)}.`]),
      `Element validation: ${code(elementValidation)}.`,
      `Method: ${code(method)}.${method === 'PUT' || method === 'DELETE' ? ' Only the FAQ names it: see whether the list has it.' : ''}`,
      ...(headers.length > 0 ? [`Headers: add ${headers.length}, in this order.`] : []),
    ]),
    rowTable(headers, typed),
    list([
      ...(timeoutMs === undefined
        ? []
        : [`If there is a field for the time frame, set it to ${code(`${timeoutMs} ms`)}: no page names it.`]),
      ...(maxConnections === undefined
        ? []
        : [`If there is a field for the connection pool, set it to ${code(String(maxConnections))}: no page names it.`]),
      'Save.',
    ]),
  );
};

/** Keys and values, in their order; nothing for none. */
export const rowTable = (rows: readonly KeyValue[], typed: Sheet['typed']): string =>
  rows.length === 0
    ? ''
    : table(
        ['Key', 'Value'],
        rows.map(({ key, value }) => [key, typed(value)]),
      );
