import type { CredentialKind } from '@dragoman/core';
import { accessToken } from './access-token.ts';
import { apiKey } from './api-key.ts';
import { basic } from './basic.ts';

/** The credential kinds this package brings. A plugin's are made the same way. */
export const builtInCredentialKinds: readonly CredentialKind[] = [accessToken, apiKey, basic];
