import { defineCredentialKind, withHeaders } from '@dragoman/core';
import * as z from 'zod';
import { notAuthenticated } from './oauth2-refusal.ts';

/** The token of the person the bot talks to, from a variable: `{ token: '{{consumerToken}}' }`. Without one nothing is sent. */
export const consumerToken = defineCredentialKind({
  kind: 'consumer-token',
  schema: z.strictObject({ token: z.string(), type: z.string().default('Bearer') }),
  authenticate(request, { settings: { token, type } }) {
    if (token === '') throw notAuthenticated('The person has no token yet. Let them log in before this call.');
    return withHeaders(request, { authorization: `${type} ${token}` });
  },
});
