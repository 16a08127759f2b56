import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse } from './api-message.ts';
import { type Fault, faultOfId } from './fault.ts';
import type { ActiveFault, FaultDesk } from './fault-desk.ts';
import { problem } from './problem.ts';
import { readBody } from './read-body.ts';
import type { Match } from './router.ts';

interface AnswerOptions {
  readonly route: (method: string, path: string) => Match;
  readonly faults: FaultDesk;
  readonly latencyMs: number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** Answers one request, or misbehaves as a fault says. Rejects when the client has gone or the server closes. */
export const createAnswerRequest =
  ({ route, faults, latencyMs, signal }: AnswerOptions) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    const until = { signal: AbortSignal.any([signal, gone.signal]) };

    const { method = 'GET', url: target = '/', headers } = incoming;
    const url = URL.parse(target, `http://${headers.host ?? 'localhost'}`);
    const match: Match = url === null ? { kind: 'malformed' } : route(method, url.pathname);
    const { fault, arrive, cleared } = faultFor(match, faults) ?? noFault;
    arrive();

    const body = await readBody(incoming);
    await sleep(latencyMs, undefined, until);
    if (fault?.kind === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    // What is merely slow is carried out all the same: a client that gave up cannot know.
    const response = refusalOf(fault) ?? (await responseTo(match, { method, url, headers, body }));
    if (fault?.kind === 'held') await Promise.race([cleared, aborted(until.signal)]);
    if (fault?.kind === 'slow-headers') await sleep(fault.delayMs, undefined, until);
    await write(response, outgoing, () => (fault?.kind === 'slow-body' ? sleep(fault.delayMs, undefined, until) : undefined));
  };

const noFault: Partial<ActiveFault> & Pick<ActiveFault, 'arrive'> = { arrive: () => {} };

/** The control routes never misbehave: somebody has to be able to end it. */
const faultFor = (match: Match, faults: FaultDesk): (Partial<ActiveFault> & Pick<ActiveFault, 'arrive'>) | undefined => {
  if (match.kind !== 'found' || match.route.includes('/_control')) return undefined;
  const fault = faultOfId.get(match.params.id ?? '');
  return fault === undefined ? faults.of(match.route) : { ...noFault, fault };
};

const refusalOf = (fault: Fault | undefined): ApiResponse | undefined => {
  if (fault?.kind === 'down') {
    return problem(503, 'The shop is being restocked.', { headers: { 'retry-after': `${fault.retryAfterS}` } });
  }
  if (fault?.kind === 'saturated') {
    return problem(429, `Too many requests. Try again in ${fault.retryAfterS} s.`, { headers: { 'retry-after': `${fault.retryAfterS}` } });
  }
  return undefined;
};

interface Received {
  readonly method: string;
  readonly url: URL | null;
  readonly headers: IncomingMessage['headers'];
  readonly body: string | undefined;
}

const responseTo = async (match: Match, { method, url, headers, body }: Received): Promise<ApiResponse> => {
  if (match.kind === 'malformed' || url === null) return problem(400, 'The address is malformed.');
  if (match.kind === 'not-found') return problem(404, `There is nothing at ${url.pathname}.`);
  if (match.kind === 'method-not-allowed') {
    const allow = { allow: match.allow.join(', ') };
    return method === 'OPTIONS' ? { status: 204, headers: allow } : problem(405, `${method} is not possible here.`, { headers: allow });
  }
  if (body === undefined) return problem(413, 'A body may be 64 KiB at most.', { headers: { connection: 'close' } });
  return match.handle({ method, url, params: match.params, headers, body });
};

const write = async (response: ApiResponse, outgoing: ServerResponse, pause: () => Promise<void> | undefined): Promise<void> => {
  const { status, headers = {}, body } = response;
  if (body === undefined) {
    outgoing.writeHead(status, headers).end();
    return;
  }
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  outgoing.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
    'content-length': bytes.length,
  });
  const waiting = pause();
  if (waiting === undefined) {
    outgoing.end(bytes);
    return;
  }
  outgoing.write(bytes.subarray(0, bytes.length / 2));
  await waiting;
  outgoing.end(bytes.subarray(bytes.length / 2));
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
