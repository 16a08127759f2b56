import { defineCredentialKind, withHeaders } from '@dragoman/core';
import * as z from 'zod';
import { notAuthenticated } from './oauth2-refusal.ts';

/** The token of the person in the conversation, as it is in a variable. Without one nothing is sent. */
export const consumerToken = defineCredentialKind({
  kind: 'consumer-token',
  // Whoever runs the bot adds the token, which is the value of the variable.
  schema: z.strictObject({ variable: z.string().min(1), type: z.string().default('Bearer'), token: z.string().default('') }),
  authenticate(request, { settings: { token, type } }) {
    if (token === '') throw notAuthenticated('The person has no token yet. Let them log in before this call.');
    return withHeaders(request, { authorization: `${type} ${token}` });
  },
});
