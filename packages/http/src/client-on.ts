import type { HttpClient, HttpResult } from '@dragoman/core';
import { type AttemptContext, attempt } from './attempt.ts';
import { bodyText } from './body-text.ts';
import type { CallScope } from './call-scope.ts';
import { one } from './response-headers.ts';

export interface ClientGround extends AttemptContext {
  open(timeoutMs: number, signal: AbortSignal | undefined): CallScope;
}

/** The client on connections that exist. */
export const clientOn = (ground: ClientGround): HttpClient => ({
  async send(request, { timeoutMs, signal }): Promise<HttpResult> {
    const scope = ground.open(timeoutMs, signal);
    try {
      const isRepeatable = isRepeatableMethod(request.method);
      const { outcome, headers, bytes } = await attempt(ground, { http: request, sensitive: none, isRepeatable }, scope);
      if (scope.ended === 'cancelled') throw scope.cancellation();
      return { outcome, headers, body: bodyText(bytes, one(headers, 'content-type') ?? '').text };
    } finally {
      scope.close();
    }
  },
});

const none: readonly string[] = [];

/** Whether a server may get such a request twice. */
export const isRepeatableMethod = (method: string): boolean => repeatableMethods.has(method);

const repeatableMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
