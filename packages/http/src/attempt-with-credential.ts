import type { RenderedRequest } from '@dragoman/core';
import { type Attempted, type AttemptRequest, attempt, ended } from './attempt.ts';
import { type Authenticated, isOutcome } from './authenticate.ts';
import type { CallScope } from './call-scope.ts';
import type { Transport } from './transport.ts';

/**
 * One attempt that brings fresh proof of who calls. When the API refuses a token that lay at hand, the token is not used
 * again, and what may be sent twice goes out once more with a new one.
 */
export const attemptWithCredential = async (
  transport: Transport,
  plain: AttemptRequest,
  credential: NonNullable<RenderedRequest['credential']>,
  scope: CallScope,
): Promise<Attempted> => {
  for (let isRepeat = false; ; isRepeat = true) {
    const proven = await transport.authenticate(plain.http, credential, scope);
    if (isOutcome(proven)) return ended(proven);
    const attempted = await attempt(transport, requestWith(plain, proven), scope);
    const { outcome } = attempted;
    if (proven.token === undefined || proven.token.isFresh || outcome.kind !== 'response' || outcome.status !== 401) return attempted;
    proven.token.refuse();
    if (isRepeat || !plain.isRepeatable) return attempted;
  }
};

const requestWith = ({ sensitive, isRepeatable }: AttemptRequest, { http, added }: Authenticated): AttemptRequest => ({
  http,
  sensitive: sensitive.length === 0 ? added : [...sensitive, ...added],
  isRepeatable,
});
