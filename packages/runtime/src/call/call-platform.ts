import type { CallResult, Json, RenderedRequest } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Turn } from '../turn/turn.ts';
import { readVariable } from '../turn/variables.ts';
import { sendRequest } from './send-request.ts';

/** The outcome of a part that is carried, not interpreted. Nothing of its platform is known but its name. */
export const callPlatform = (
  turn: Turn,
  node: CompiledNode,
  named: { readonly id: string; readonly name: string },
  part: { readonly adapter: string; readonly raw: Json },
): Promise<CallResult> => {
  const request: RenderedRequest = {
    integration: named,
    node: { id: node.node.id, name: node.node.name },
    platform: { adapter: part.adapter },
    method: 'POST',
    url: `platform:${part.adapter}`,
    query: [],
    queryEncoding: 'percent',
    headers: [],
    responseFormat: 'json',
  };
  const timeoutMs = turn.bot.semantics.callDeadlineMs;
  return sendRequest(turn, node, request, { timeoutMs, retry: { retries: 0, statuses: [] } }, async (options) => {
    const called = await turn.parts.call.call(request, options);
    if (called.outcome.kind !== 'error' || called.outcome.reason !== 'unsupported') return called;
    for (const executor of turn.parts.executors) {
      if (executor.adapter !== part.adapter) continue;
      const executed = await executor.execute(
        { raw: part.raw, name: named.name },
        { get: (name) => readVariable(turn, name), timeoutMs, ...(turn.host.signal && { signal: turn.host.signal }) },
      );
      if (executed) return executed;
    }
    return called;
  });
};
