import { type CredentialKind, createToken, DragomanError } from '@dragoman/core';
import type { AttemptContext } from './attempt.ts';
import { type Authenticate, createAuthenticate } from './authenticate.ts';
import { createBreakers } from './breaker.ts';
import { CallScope } from './call-scope.ts';
import { type ClientGround, clientOn } from './client-on.ts';
import { builtInCredentialKinds } from './credentials/built-in-credential-kinds.ts';
import { createDeadlineWheel } from './deadline-wheel.ts';
import { createEgressGuard } from './egress-guard.ts';
import { type HttpOptions, limitsOf } from './options.ts';
import { createPools } from './pools.ts';
import { createProxy } from './proxy.ts';
import { createRedaction, type Redaction } from './redaction.ts';
import { createRetryBudget, type RetryBudget } from './retry-budget.ts';
import { createMemoryTokenStore } from './tokens/memory-token-store.ts';
import { createTokenKeeper } from './tokens/token-keeper.ts';
import { createTrust } from './trust.ts';
import { createVault, type Vault } from './vault.ts';

/** What the client and the executor stand on: one set of connections, one guard, one wheel of deadlines. */
export interface Transport extends AttemptContext {
  readonly redaction: Redaction;
  readonly vault: Vault;
  readonly authenticate: Authenticate;
  readonly retryBudget: RetryBudget;
  /** The time of a new call. Throws `cancelled` once disposed of. Its owner closes it. */
  open(timeoutMs: number, signal: AbortSignal | undefined): CallScope;
  /** Cancels the calls under way and closes every connection. */
  dispose(): Promise<void>;
}

export const Transport = createToken<Transport>('dragoman/http-transport');

export const createTransport = (options: HttpOptions, credentialKinds: readonly CredentialKind[] = builtInCredentialKinds): Transport => {
  const { clock = Date, secrets, offline = false } = options;
  const limits = limitsOf(options.limits);
  const wheel = createDeadlineWheel();
  const redaction = createRedaction();
  const vault = createVault(secrets, redaction);
  const now = () => clock.now();
  const proxy = options.proxy && createProxy(options.proxy, vault, redaction);
  const pools = createPools(createEgressGuard(options, proxy), createTrust(options.tls), { ...limits, http2: options.http2 ?? false });
  let isDisposed = false;
  const ground: ClientGround = {
    pools,
    limits,
    isOffline: offline,
    breakers: createBreakers(options.breaker),
    now,
    open(timeoutMs, signal) {
      if (isDisposed) {
        throw new DragomanError('The HTTP client was disposed of before the call.', { code: 'cancelled', source: '@dragoman/http' });
      }
      return new CallScope(wheel, timeoutMs, signal);
    },
  };
  const tokens = createTokenKeeper({ store: options.tokens ?? createMemoryTokenStore(), redaction, now });
  const kinds = [...credentialKinds, ...(options.credentialKinds ?? [])];
  return {
    ...ground,
    redaction,
    vault,
    retryBudget: createRetryBudget(options.retryBudget),
    authenticate: createAuthenticate({ kinds, vault, redaction, http: clientOn(ground), tokens, now }),
    async dispose() {
      isDisposed = true;
      for (const entry of wheel.entries()) if (entry instanceof CallScope) entry.end('cancelled');
      await pools.dispose();
    },
  };
};
