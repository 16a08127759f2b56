import { defineCredentialKind, withHeaders } from '@dragoman/core';
import * as z from 'zod';
import { fieldSchema, fieldValue } from './field.ts';

/** A key in a header, or in a row of the query, of the API's own naming. */
export const apiKey = defineCredentialKind({
  kind: 'api-key',
  schema: z
    .strictObject({ key: fieldSchema, header: z.string().min(1).optional(), query: z.string().min(1).optional() })
    .refine(
      ({ header, query }) => (header === undefined) !== (query === undefined),
      'Name either the header or the query row that takes the key',
    ),
  async authenticate(request, context) {
    const { header, query } = context.settings;
    const key = await fieldValue(context.settings.key, context);
    if (header !== undefined) return withHeaders(request, { [header]: key });
    // The address of a next page may bring it along.
    if (query === undefined || request.url.searchParams.getAll(query).includes(key)) return request;
    const url = new URL(request.url);
    // Added as text: appended to the parsed rows, it would have the author's rows encoded anew.
    const row = `${encodeURIComponent(query.toWellFormed())}=${encodeURIComponent(key.toWellFormed())}`;
    url.search = url.search === '' ? row : `${url.search}&${row}`;
    return { ...request, url };
  },
});
