import {
  type Bot,
  type HttpIntegration,
  isJsonObject,
  type Json,
  type JsonObject,
  neutralSemantics,
  type Outcome,
  type RunEvent,
  requestUrl,
} from '@dragoman/core';
import type { Dragoman } from '../create-dragoman.ts';

export interface Probe {
  readonly outcome: Outcome;
  /** Where it was sent, without secrets. */
  readonly request: string;
  /** What came back, without secrets and values of sensitive variables; absent when there is none. */
  readonly body?: Json;
  readonly durationMs?: number;
}

/** Calls an integration once, as a bot would, with these values in its variables. */
export const probeIntegration = async (
  dragoman: Pick<Dragoman, 'converse'>,
  bot: Bot,
  integration: HttpIntegration,
  variables: JsonObject,
): Promise<Probe> => {
  let end: Extract<RunEvent, { readonly event: 'request-end' }> | undefined;
  const talk = dragoman.converse(probeBot(bot, integration), {
    variables,
    onEvent: (event) => {
      if (event.event === 'request-end') end = event;
    },
  });
  await talk.say(word);
  const called = talk
    .recording()
    .turns.flatMap(({ steps }) => steps)
    .find(({ name }) => name.endsWith('/call'))?.value;
  const result = isJsonObject(called) ? called : {};
  const outcome = (result.outcome as Outcome | undefined) ?? end?.outcome ?? { kind: 'error', reason: 'configuration' };
  const timing = end?.timing;
  return {
    outcome,
    request: `${integration.method} ${end === undefined ? integration.url : requestUrl({ ...end.request, queryEncoding: 'percent' })}`,
    ...(result.body !== undefined && { body: result.body }),
    ...(timing !== undefined && { durationMs: timing.totalMs }),
  };
};

const word = 'probe';

/** A bot that calls the integration, once, and does nothing else: one page, what came as it came. */
const probeBot = ({ scripts: _scripts, origins: _origins, ...bot }: Bot, integration: HttpIntegration): Bot => {
  const { pagination: _pagination, retry: _retry, response, ...call } = integration;
  const { transform: _transform, ...mapping } = response;
  const { dispatch, dispatchIdle } = neutralSemantics;
  return {
    ...bot,
    semantics: { ...bot.semantics, dispatch, dispatchIdle, failureText: '', errorText: '', callRetries: 0 },
    integrations: [{ ...call, response: mapping }],
    flows: [
      {
        id: word,
        name: word,
        kind: 'standard',
        triggers: [{ kind: 'text', equals: word, reach: 'flow' }],
        nodes: [{ id: word, name: word, kind: 'api', integration: integration.id, routes: [] }],
      },
    ],
  };
};
