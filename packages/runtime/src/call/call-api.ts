import type { CallResult, Json, Lookup, Outcome, RenderedRequest } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { statusMatches } from '../routing/status.ts';
import { runScript } from '../scripts/run-script.ts';
import { report } from '../turn/report.ts';
import { isOff } from '../turn/switches.ts';
import type { Turn } from '../turn/turn.ts';
import { callPlatform } from './call-platform.ts';
import type { CompiledIntegration } from './compiled-integration.ts';
import { type CompiledMapping, outcomeValue } from './map-response.ts';
import { type RequestParts, type RequestProblem, renderRequest } from './render-request.ts';
import { isRepeatable, sendRequest } from './send-request.ts';
import { storeResponse } from './store-response.ts';

/** One call of an api node: request, response, transform, fields. Its routes are chosen by the outcome. */
export const callApi = async (
  turn: Turn,
  node: CompiledNode,
  compiled: CompiledIntegration,
  own: RequestParts | undefined,
): Promise<{ readonly outcome: Outcome }> => {
  const called = await perform(turn, node, compiled, own);
  const { mapping, integration } = compiled;
  const { semantics } = turn.bot;
  turn.lastCall = {
    integration: integration.id,
    ...(called.outcome.kind === 'response' && { status: called.outcome.status }),
    ok: called.outcome.kind === 'response' && statusMatches(called.outcome.status, semantics.lastCallOk),
  };
  let { body } = called;
  if (mapping.transform && called.outcome.kind === 'response') {
    storeResponse(turn, mapping, called.outcome, body);
    const transformed = await runScript(turn, mapping.transform, node, 'transform');
    for (const effect of transformed.results) if (effect.variable === mapping.variable) body = effect.body;
  }
  const value = called.outcome.kind === 'response' ? outcomeValue(mapping, called.outcome.status, body) : undefined;
  const outcome = withValue(called.outcome, value);
  storeResponse(turn, mapping, outcome, body);
  return { outcome };
};

const withValue = (outcome: Outcome, value: Json | undefined): Outcome =>
  outcome.kind !== 'response' || value === undefined || value === null || typeof value === 'object'
    ? outcome
    : { ...outcome, value: String(value) };

const perform = (
  turn: Turn,
  node: CompiledNode,
  compiled: CompiledIntegration,
  own: RequestParts | undefined,
): Promise<CallResult> | CallResult => {
  if (compiled.kind === 'platform') return callPlatform(turn, node, compiled.integration, compiled.integration);
  const { integration, mapping, request: compiledRequest } = compiled;
  const carried =
    integration.defaultHeaders === false || isOff(turn, 'default-headers') ? { ...compiledRequest, defaultHeaders: [] } : compiledRequest;
  const unset = new Set<string>();
  const lookup: Lookup = (root, kind) => {
    const value = turn.lookup(root, kind);
    if (value === undefined || value === null) unset.add(root);
    return value;
  };
  const rendered = renderRequest(carried, own, { id: node.node.id, name: node.node.name }, lookup, turn.bot.semantics);
  if (unset.size > 0) reportUnset(turn, node, [...unset]);
  if ('problem' in rendered) return refused(turn, node, rendered.problem);
  const { request } = rendered;
  return sendRequest(
    turn,
    node,
    request,
    {
      timeoutMs: integration.timeoutMs ?? turn.bot.semantics.callDeadlineMs,
      retry: integration.retry ?? { retries: turn.bot.semantics.callRetries, statuses: [] },
      ...(integration.concurrency && { concurrency: integration.concurrency }),
      replay: isRepeatable(request) || integration.onInterrupted === 'resend' ? 'safe' : 'never',
      hidesResponse: isSensitive(turn, mapping),
    },
    (options) => judged(turn, request, turn.parts.call.call(request, options)),
  );
};

/** A call that is made without a value the author counted on is hard to tell from one that is right. */
const reportUnset = (turn: Turn, { place, path }: CompiledNode, names: readonly string[]): void =>
  report(turn, {
    code: 'unset-in-request',
    severity: 'info',
    place,
    path,
    reason: `The request reads ${names.join(', ')}, which nothing has set.`,
  });

/** Where responses have to be JSON, one that says it is something else is no response. */
const judged = (turn: Turn, { responseFormat }: RenderedRequest, called: Promise<CallResult>): Promise<CallResult> =>
  turn.bot.semantics.otherBody === 'text' || responseFormat !== 'json'
    ? called
    : called.then((result) =>
        result.outcome.kind === 'response' && isOther(result) ? { outcome: notJson, headers: result.headers } : result,
      );

const isOther = ({ headers, body }: CallResult): boolean => {
  const type = headers['content-type'];
  return typeof body === 'string' && type !== undefined && !/[/+]json\s*(;|$)/i.test(String(type));
};

const notJson: Outcome = { kind: 'error', reason: 'bad-body', detail: 'The response is no JSON.' };

/** Whether the response, or a part of it, goes to a sensitive variable. */
const isSensitive = ({ bot: { sensitive } }: Turn, { variable, fields }: CompiledMapping): boolean =>
  sensitive.size > 0 && (sensitive.has(variable) || fields.some(({ field: { to } }) => to !== undefined && sensitive.has(to)));

const refused = (turn: Turn, node: CompiledNode, { reason, detail }: RequestProblem): CallResult => {
  report(turn, { code: `call-${reason}`, severity: 'error', place: node.place, path: node.path, reason: detail });
  return { outcome: { kind: 'error', reason, detail }, headers: {} };
};
