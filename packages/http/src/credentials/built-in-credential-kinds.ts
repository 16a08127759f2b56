import type { CredentialKind } from '@dragoman/core';
import { accessToken } from './access-token.ts';
import { apiKey } from './api-key.ts';
import { basic } from './basic.ts';
import { consumerToken } from './consumer-token.ts';
import { mutualTls } from './mutual-tls.ts';
import { oauth2AuthorizationCode } from './oauth2-authorization-code.ts';
import { oauth2ClientCredentials } from './oauth2-client-credentials.ts';
import { signedJwt } from './signed-jwt.ts';

/** The credential kinds this package brings. A plugin's are made the same way. */
export const builtInCredentialKinds: readonly CredentialKind[] = [
  accessToken,
  apiKey,
  basic,
  consumerToken,
  mutualTls,
  oauth2AuthorizationCode,
  oauth2ClientCredentials,
  signedJwt,
];
