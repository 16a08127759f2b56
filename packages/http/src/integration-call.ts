import type { CallTiming, IntegrationCall } from '@dragoman/core';
import { callerOf } from './caller.ts';
import type { HttpOptions } from './options.ts';
import { performCall } from './perform-call.ts';
import { timeout, without } from './performed.ts';
import { createPlaces } from './places.ts';
import { createTransport, type Transport } from './transport.ts';

/**
 * Makes the executor of api nodes. A call takes a place of its integration, is checked, goes out with its credential,
 * and ends in one outcome within its deadline. It rejects with `cancelled` when its signal aborts or the executor is
 * disposed of, and with nothing else.
 *
 * Throws `configuration` for options that cannot be read.
 */
export const createIntegrationCall = (options: HttpOptions = {}): IntegrationCall & { dispose(): Promise<void> } => {
  const transport = createTransport(options);
  return { ...callOn(transport), dispose: () => transport.dispose() };
};

export const callOn = (transport: Transport): IntegrationCall => {
  const places = createPlaces();

  return {
    redact: (text) => transport.redaction.text(text),
    async call(request, options) {
      const { concurrency } = options;
      const scope = transport.open(options.timeoutMs, options.signal);
      const caller = concurrency === undefined ? '' : callerOf(request, options);
      let hasPlace = false;
      try {
        let queuedMs: number | undefined;
        if (concurrency !== undefined) {
          const entering = places.enter(caller, concurrency, scope);
          hasPlace = typeof entering === 'boolean' ? entering : await entering;
          queuedMs = scope.elapsedMs;
        }
        const performed =
          concurrency === undefined || hasPlace
            ? await performCall({ transport, request, options, scope })
            : without(scope.ended === undefined ? { kind: 'max-connection' } : timeout);
        if (scope.ended === 'cancelled') throw scope.cancellation();
        const { outcome, headers, body } = performed;
        const timing: Writable<CallTiming> = { ...performed.phases, totalMs: scope.elapsedMs };
        if (queuedMs !== undefined) timing.queuedMs = queuedMs;
        return body === undefined ? { outcome, headers, timing } : { outcome, headers, body, timing };
      } finally {
        if (hasPlace) places.leave(caller);
        scope.close();
      }
    },
  };
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };
