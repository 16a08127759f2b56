import type { CallOptions, CallResult, RenderedRequest, StepOptions, StepResult } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { stepName } from '../turn/step-name.ts';
import type { Turn } from '../turn/turn.ts';
import { startCallEvents } from './call-events.ts';
import { hiddenHeaders } from './request-view.ts';

export interface SendOptions extends Pick<CallOptions, 'timeoutMs' | 'retry' | 'concurrency'> {
  readonly replay?: StepOptions['replay'];
  /** The response, or a part of it, goes to a sensitive variable: it is not shown in events, nor its headers in recordings. */
  readonly hidesResponse?: boolean;
}

/** Performs a request as one journalled step, and tells who listens. */
export const sendRequest = (
  turn: Turn,
  node: CompiledNode,
  request: RenderedRequest,
  { timeoutMs, retry, concurrency, replay = 'safe', hidesResponse = false }: SendOptions,
  perform: (options: CallOptions) => Promise<CallResult>,
): Promise<CallResult> => {
  const { host } = turn;
  const name = stepName(turn, node, 'call');
  const events = host.emit && startCallEvents(turn, node, request, hidesResponse);
  const options: CallOptions = {
    timeoutMs,
    retry,
    bot: turn.bot.bot.id,
    ...(concurrency && { concurrency }),
    ...(request.idempotencyHeader !== undefined && { idempotencyKey: `${turn.session?.id ?? ''}/${name}` }),
    ...(host.signal && { signal: host.signal }),
    ...(events?.onRetry && { onRetry: events.onRetry }),
    ...(events?.onPage && { onPage: events.onPage }),
  };
  const act = hidesResponse ? () => perform(options).then(withHiddenHeaders) : () => perform(options);
  const sent = host.step(name, act, { replay }).then(resultOf);
  return events === undefined
    ? sent
    : sent.then((result) => {
        events.end(result);
        return result;
      });
};

/** POST and PATCH may have had their effect; a key that the server honours makes them repeatable. */
export const isRepeatable = ({ method, idempotencyHeader }: RenderedRequest): boolean =>
  idempotencyHeader !== undefined || (method !== 'POST' && method !== 'PATCH');

const withHiddenHeaders = (result: CallResult): CallResult => ({ ...result, headers: hiddenHeaders(result.headers) });

const resultOf = (step: StepResult<CallResult>): CallResult => (step.kind === 'done' ? step.value : interrupted);

const interrupted: CallResult = {
  outcome: { kind: 'error', reason: 'interrupted', detail: 'The process ended while the call was under way; it is not sent twice.' },
  headers: {},
};
