import type { CallOptions, CallResult, Outcome, RenderedRequest, StepOptions } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { stepName } from '../turn/step-name.ts';
import type { Turn } from '../turn/turn.ts';
import { hiddenHeaders, viewRequest, viewResponse } from './request-view.ts';

export interface SendOptions extends Pick<CallOptions, 'timeoutMs' | 'retry' | 'concurrency'> {
  readonly replay?: StepOptions['replay'];
  /** The response, or a part of it, goes to a sensitive variable: it is not shown in events, nor its headers in recordings. */
  readonly hidesResponse?: boolean;
}

/** Performs a request as one journalled step, and tells who listens. */
export const sendRequest = async (
  turn: Turn,
  node: CompiledNode,
  request: RenderedRequest,
  { timeoutMs, retry, concurrency, replay = 'safe', hidesResponse = false }: SendOptions,
  perform: (options: CallOptions) => Promise<CallResult>,
): Promise<CallResult> => {
  const { host } = turn;
  const name = stepName(turn, node, 'call');
  const view = host.emit && viewRequest(request, turn.redactor);
  const about = { integration: request.integration.id, node: node.node.id, turn: turn.number };
  if (view) host.emit?.({ event: 'request-start', atMs: host.now(), ...about, request: view });
  const options: CallOptions = {
    timeoutMs,
    retry,
    bot: turn.bot.bot.id,
    ...(concurrency && { concurrency }),
    ...(request.idempotencyHeader !== undefined && { idempotencyKey: `${turn.session?.id ?? ''}/${name}` }),
    ...(host.signal && { signal: host.signal }),
    ...(view && {
      onRetry: (attempt, outcome) =>
        host.emit?.({ event: 'request-retry', atMs: host.now(), ...about, attempt, outcome: redactedOutcome(turn, outcome) }),
      ...(request.pagination && {
        onPage: ({ number, url, outcome, ...counts }) =>
          host.emit?.({
            event: 'request-page',
            atMs: host.now(),
            ...about,
            page: number,
            ...(!hidesResponse && { url: turn.redactor.text(url) }),
            outcome: redactedOutcome(turn, outcome),
            ...counts,
          }),
      }),
    }),
  };
  const performed = async () => {
    const result = await perform(options);
    return hidesResponse ? { ...result, headers: hiddenHeaders(result.headers) } : result;
  };
  const step = await host.step(name, performed, { replay });
  const result = step.kind === 'done' ? step.value : interrupted;
  if (view) {
    host.emit?.({
      event: 'request-end',
      atMs: host.now(),
      ...about,
      outcome: redactedOutcome(turn, result.outcome),
      request: view,
      ...(result.outcome.kind === 'response' && { response: viewResponse(result, hidesResponse, turn.redactor) }),
      ...(result.timing && { timing: result.timing }),
    });
  }
  return result;
};

/** POST and PATCH may have had their effect; a key that the server honours makes them repeatable. */
export const isRepeatable = ({ method, idempotencyHeader }: RenderedRequest): boolean =>
  idempotencyHeader !== undefined || (method !== 'POST' && method !== 'PATCH');

const interrupted: CallResult = {
  outcome: { kind: 'error', reason: 'interrupted', detail: 'The process ended while the call was under way; it is not sent twice.' },
  headers: {},
};

const redactedOutcome = (turn: Turn, outcome: Outcome): Outcome =>
  outcome.kind === 'error' && outcome.detail !== undefined ? { ...outcome, detail: turn.redactor.text(outcome.detail) } : outcome;
