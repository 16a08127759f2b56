import { defineCredentialKind } from '@dragoman/core';
import { clientCredentialsGrantRequest, processClientCredentialsResponse } from 'oauth4webapi';
import * as z from 'zod';
import { clientFields, grantParameters, requestToken } from './oauth2-client.ts';
import { withBearer } from './with-bearer.ts';

/** OAuth 2.0 for a client on its own behalf (RFC 6749, 4.4). */
export const oauth2ClientCredentials = defineCredentialKind({
  kind: 'oauth2-client-credentials',
  schema: z
    .strictObject(clientFields)
    .refine(({ issuer, tokenUrl }) => (issuer === undefined) !== (tokenUrl === undefined), 'Give either an issuer or a tokenUrl')
    .refine(
      ({ clientSecret, privateKey }) => (clientSecret === undefined) !== (privateKey === undefined),
      'Give either a clientSecret or a privateKey',
    ),
  authenticate(request, context) {
    const obtain = () =>
      requestToken(context, async ({ server, client, authentication, options }) => {
        const parameters = grantParameters(context.settings);
        const response = await clientCredentialsGrantRequest(server, client, authentication, parameters, options);
        return processClientCredentialsResponse(server, client, response);
      });
    return withBearer(request, context.token(obtain));
  },
});
