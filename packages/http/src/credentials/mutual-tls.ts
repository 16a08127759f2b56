import { type ClientIdentity, DragomanError, defineCredentialKind } from '@dragoman/core';
import * as z from 'zod';
import { fieldSchema, fieldValue } from './field.ts';

/** A client certificate, with the certificates between it and its authority, and its private key, in PEM. */
export const mutualTls = defineCredentialKind({
  kind: 'mutual-tls',
  schema: z.strictObject({ certificate: fieldSchema, key: fieldSchema, passphrase: fieldSchema.optional() }),
  async authenticate(request, context) {
    if (request.url.protocol !== 'https:') {
      throw new DragomanError('a certificate is only shown over https, and the address of the integration begins with http.', {
        code: 'configuration',
        source: '@dragoman/http',
      });
    }
    const { certificate, key, passphrase } = context.settings;
    const identity: ClientIdentity = { certificate: await fieldValue(certificate, context), key: await fieldValue(key, context) };
    if (passphrase === undefined) return { ...request, identity };
    return { ...request, identity: { ...identity, passphrase: await fieldValue(passphrase, context) } };
  },
});
