import type { CallOptions, CallResult, Outcome, RenderedRequest, RunEvent } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';
import { viewRequest, viewResponse } from './request-view.ts';

/** Tells who listens what becomes of one request. */
export interface CallEvents extends Pick<CallOptions, 'onRetry' | 'onPage'> {
  end(result: CallResult): void;
}

/** Tells that a request begins, and gives what tells the rest; `hidesResponse`: nothing of the response is shown. */
export const startCallEvents = (turn: Turn, node: CompiledNode, request: RenderedRequest, hidesResponse: boolean): CallEvents => {
  const { host } = turn;
  const emit = (event: RunEvent): void => host.emit?.(event);
  const view = viewRequest(request, turn.redactor);
  const about = { integration: request.integration.id, node: node.node.id, turn: turn.number };
  emit({ event: 'request-start', atMs: host.now(), ...about, request: view });
  return {
    onRetry: (attempt, outcome) =>
      emit({ event: 'request-retry', atMs: host.now(), ...about, attempt, outcome: redactedOutcome(turn, outcome) }),
    ...(request.pagination && {
      onPage: ({ number, url, outcome, ...counts }) =>
        emit({
          event: 'request-page',
          atMs: host.now(),
          ...about,
          page: number,
          ...(!hidesResponse && { url: turn.redactor.text(url) }),
          outcome: redactedOutcome(turn, outcome),
          ...counts,
        }),
    }),
    end: (result) =>
      emit({
        event: 'request-end',
        atMs: host.now(),
        ...about,
        outcome: redactedOutcome(turn, result.outcome),
        request: view,
        ...(result.outcome.kind === 'response' && { response: viewResponse(result, hidesResponse, turn.redactor) }),
        ...(result.timing && { timing: result.timing }),
      }),
  };
};

const redactedOutcome = (turn: Turn, outcome: Outcome): Outcome =>
  outcome.kind === 'error' && outcome.detail !== undefined ? { ...outcome, detail: turn.redactor.text(outcome.detail) } : outcome;
