import {
  DragomanError,
  type IntegrationCall,
  type Json,
  type Outcome,
  type RenderedRequest,
  requestUrl,
  type SealedText,
} from '@dragoman/core';
import { type Stubs, stubCall } from '@dragoman/runtime';
import type { PlatformBot } from './platform-bot.ts';

/** A call the bot made. Secrets stand as `{{secret.NAME}}`. */
export interface SimulatedRequest {
  /** Id of the integration. */
  readonly integration: string;
  readonly integrationName: string;
  /** Id of the node. */
  readonly node: string;
  readonly method: string;
  /** Without `query`, where the bot lists its rows apart. */
  readonly url: string;
  /** As it would be asked for: with `query`. */
  readonly fullUrl: string;
  readonly query: readonly { readonly name: string; readonly value: string }[];
  /** Those the author wrote. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Parsed where it is JSON, else as text. */
  readonly body?: Json;
  readonly outcome: Outcome;
}

export interface SimulatedCallOptions {
  /** Those before go first, by whatever name they know a call. */
  readonly stubs: readonly Stubs[];
  /** Whose integrations and nodes are called. */
  readonly bot: Pick<PlatformBot, 'authoredIntegration' | 'authoredNode'>;
  onRequest(request: SimulatedRequest): void;
}

/** Answers calls by stubs alone and notes them. Any other call is a gap in the test: it rejects with `configuration`. */
export const simulatedCall = ({ stubs, bot, onRequest }: SimulatedCallOptions): IntegrationCall => {
  const names = stubs.flatMap((one) => Object.keys(one));
  const gap: IntegrationCall = { call: async (request) => unanswered(request, names), redact: (text) => text };
  const stubbed = stubs.reduceRight((inner, one) => stubCall(one, inner), gap);
  return {
    call: async (given, options) => {
      const request = { ...given, integration: bot.authoredIntegration(given.integration), node: bot.authoredNode(given.node) };
      const result = await stubbed.call(request, options);
      onRequest(noted(request, result.outcome));
      return result;
    },
    redact: (text) => text,
  };
};

// What only a platform could call ends there as it does here: unsupported.
const unanswered = ({ platform, integration: { name }, method, url, node }: RenderedRequest, names: readonly string[]) => {
  if (platform !== undefined) {
    const outcome: Outcome = { kind: 'error', reason: 'unsupported', detail: platform.adapter };
    return { outcome, headers: {}, timing: { totalMs: 0 } };
  }
  const others = names.length === 0 ? '' : ` There are stubs for ${[...new Set(names)].map((name) => JSON.stringify(name)).join(', ')}.`;
  throw new DragomanError(
    `${node.id}: ${method} ${url} was called and has no answer. Stub it: stub: { ${JSON.stringify(name)}: 200 }.${others}`,
    { code: 'configuration', source: 'dragoman/testing' },
  );
};

const noted = (request: RenderedRequest, outcome: Outcome): SimulatedRequest => ({
  integration: request.integration.id,
  integrationName: request.integration.name,
  node: request.node.id,
  method: request.method,
  url: request.url,
  fullUrl: requestUrl(request),
  query: request.query,
  headers: request.headers.map(({ name, value }) => ({ name, value: unsealed(value) })),
  ...(request.body !== undefined && { body: parsed(request.body) }),
  outcome,
});

const unsealed = (value: SealedText): string =>
  typeof value === 'string' ? value : value.map((part) => (typeof part === 'string' ? part : `{{secret.${part.secret}}}`)).join('');

const parsed = (body: string): Json => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};
