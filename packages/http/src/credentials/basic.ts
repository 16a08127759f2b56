import { defineCredentialKind, withHeaders } from '@dragoman/core';
import * as z from 'zod';
import { fieldSchema, fieldValue } from './field.ts';

/** User name and password, as RFC 7617 writes them, in UTF-8. */
export const basic = defineCredentialKind({
  kind: 'basic',
  schema: z.strictObject({ username: fieldSchema, password: fieldSchema }),
  async authenticate(request, context) {
    const username = await fieldValue(context.settings.username, context);
    const password = await fieldValue(context.settings.password, context);
    return withHeaders(request, { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` });
  },
});
