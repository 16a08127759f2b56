import type { Credential, HttpIntegration, Integration, PlatformIntegration, Semantics } from '@dragoman/core';
import { type CompiledMapping, compileMapping } from './map-response.ts';
import { type CompiledRequest, compileRequest } from './render-request.ts';

/** An integration with its templates and paths parsed; one that is carried, not interpreted, has no request. */
export type CompiledIntegration =
  | { readonly kind: 'http'; readonly integration: HttpIntegration; readonly request: CompiledRequest; readonly mapping: CompiledMapping }
  | { readonly kind: 'platform'; readonly integration: PlatformIntegration; readonly mapping: CompiledMapping };

export const compileIntegration = (
  integration: Integration,
  semantics: Semantics,
  credential: Credential | undefined,
): CompiledIntegration => {
  const mapping = compileMapping(integration.response);
  return integration.kind === 'http'
    ? { kind: 'http', integration, request: compileRequest(integration, semantics, credential), mapping }
    : { kind: 'platform', integration, mapping };
};
