export { builtInCredentialKinds } from './credentials/built-in-credential-kinds.ts';
export { createHttpClient } from './http-client.ts';
export { createIntegrationCall } from './integration-call.ts';
export type { HttpLimits, HttpOptions } from './options.ts';
export { http } from './plugin.ts';
export type { ProxyOptions } from './proxy.ts';
export type { TlsOptions } from './trust.ts';
