import { defineCredentialKind, withHeaders } from '@dragoman/core';
import * as z from 'zod';
import { fieldSchema, fieldValue } from './field.ts';

/** A token somebody issued, in the `authorization` header behind its type. */
export const accessToken = defineCredentialKind({
  kind: 'access-token',
  schema: z.strictObject({ token: fieldSchema, type: z.string().default('Bearer') }),
  async authenticate(request, context) {
    return withHeaders(request, { authorization: `${context.settings.type} ${await fieldValue(context.settings.token, context)}` });
  },
});
