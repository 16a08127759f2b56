import { createHmac } from 'node:crypto';
import { defineCredentialKind, withHeaders } from '@dragoman/core';
import * as z from 'zod';

/** Signs each attempt anew, with a key that never leaves this function. */
export const signed = defineCredentialKind({
  kind: 'demo/signed',
  schema: z.object({ keyId: z.string(), key: z.object({ secret: z.string() }) }),
  async authenticate(request, { settings, reveal, now }) {
    const date = new Date(now()).toISOString();
    const { pathname, search } = request.url;
    const signature = createHmac('sha256', await reveal(settings.key))
      .update(`${request.method} ${pathname}${search} ${date}`)
      .digest('hex');
    return withHeaders(request, { 'x-demo-date': date, 'x-demo-signature': `${settings.keyId}:${signature}` });
  },
});
