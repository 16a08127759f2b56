import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { TLSSocket } from 'node:tls';
import { authorityCertificate, server as identity } from './certificates.fixture.ts';

export interface LeakyApi extends AsyncDisposable {
  readonly host: string;
  /** Where it wants a client certificate, by https. */
  readonly secureHost: string;
  /** What it was told, request by request. */
  readonly requests: readonly string[];
}

/** An API that gives back all it was told, in every way there is; by the first part of the path. */
export const leakyApi = async (): Promise<LeakyApi> => {
  const requests: string[] = [];
  const listener: RequestListener = async (request, response) => {
    const { socket, url = '', rawHeaders } = request;
    const caller = socket instanceof TLSSocket ? `from ${socket.getPeerCertificate().subject.CN}` : 'from nobody';
    const told = [request.method, decodeURIComponent(url), ...rawHeaders, caller, (await buffer(request)).toString()].join('\n');
    requests.push(told);
    const answer = answers[/^\/([\w-]+)/.exec(url)?.[1] ?? ''];
    if (answer === undefined) return void response.writeHead(404).end();
    const given = answer(request, told);
    if (given === 'nothing') return;
    if (given === 'reset') return void (socket instanceof TLSSocket ? socket.destroy() : socket.resetAndDestroy());
    if (typeof given === 'string') return void socket.end(given);
    const [status, headers, body] = given;
    response.writeHead(status, { 'x-told': inHeader(told), 'set-cookie': `session=${inHeader(told)}`, ...headers });
    response.end(body);
  };
  const { certificate: cert, key } = identity;
  const servers = [
    createServer(listener),
    createHttpsServer({ cert, key, ca: authorityCertificate, requestCert: true }, listener),
  ] as const;
  for (const server of servers) server.listen(0, '127.0.0.1');
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const [port, securePort] = servers.map((server) => (server.address() as AddressInfo).port);
  return {
    host: `127.0.0.1:${port}`,
    secureHost: `localhost:${securePort}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
};

type Answer = readonly [status: number, headers: { readonly [name: string]: string }, body: string] | 'nothing' | 'reset' | string;

const inHeader = (told: string): string => told.replace(/[^\x20-\x7e]/g, ' ');
const json = { 'content-type': 'application/json' };
const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const tokenAnswer = (lifetimeS: number): Answer => {
  const tokens = { access_token: 'c4n-tok-issued-t4l-tok', refresh_token: 'c4n-rfr-issued-t4l-rfr' };
  return [200, json, JSON.stringify({ ...tokens, token_type: 'bearer', expires_in: lifetimeS })];
};

const refusal = ({ headers }: IncomingMessage, told: string): Answer => [
  401,
  json,
  // Only its beginning is repeated, so what there is to hide stands first.
  JSON.stringify({
    error: 'invalid_client',
    error_description: inHeader(`${headers.authorization ?? ''} ${told.slice(told.lastIndexOf('\n') + 1)} ${told}`),
  }),
];

const answers: { readonly [path: string]: (request: IncomingMessage, told: string) => Answer } = {
  json: ({ url = '', headers, rawHeaders }, told) => {
    const values = [...rawHeaders, ...new URL(url, 'http://a').searchParams.values()];
    const names = Object.fromEntries(values.map((value) => [value, 1]));
    const numbers = told.match(/\d{8,15}/g)?.map(Number) ?? [];
    const base64 = Buffer.from(told).toString('base64');
    return [200, json, JSON.stringify({ url, headers, told, again: JSON.stringify({ told }), base64, names, numbers })];
  },
  xml: (_request, told) => [200, { 'content-type': 'application/xml' }, `<told at="${inXml(told)}">${inXml(told)}</told>`],
  text: (_request, told) => [200, { 'content-type': 'text/plain' }, told],
  denied: (_request, told) => [401, { ...json, 'www-authenticate': `Bearer error="${inHeader(told)}"` }, JSON.stringify({ told })],
  failed: (_request, told) => [500, {}, `<h1>${told}</h1>`],
  hop: (_request, told) => [302, { location: `/json?told=${encodeURIComponent(told)}` }, told],
  loop: ({ url = '' }, told) => [302, { location: url }, told],
  away: (_request, told) => [302, { location: `ftp://127.0.0.1/${encodeURIComponent(told)}` }, told],
  slow: () => 'nothing',
  reset: () => 'reset',
  garbage: (_request, told) => told,
  'bad-json': (_request, told) => [200, json, told],
  'bad-gzip': (_request, told) => [200, { ...json, 'content-encoding': 'gzip' }, told],
  'bad-header': (_request, told) => `HTTP/1.1 200 OK\r\n${told.replaceAll('\n', ' ')}\r\n\r\n`,
  pages: ({ url = '' }, told) => {
    const next = url.includes('again') ? undefined : `/pages?again=${encodeURIComponent(told)}`;
    return [200, json, JSON.stringify({ items: [{ told }], next })];
  },
  list: () => [200, json, JSON.stringify({ items: ['c4n-fou-row-t4l-fou'], next: '/list/c4n-fou-next-t4l-fou' })],
  token: () => tokenAnswer(3600),
  'short-token': () => tokenAnswer(1),
  // Good for the first token, and for nothing after that.
  'once-token': (request, told) => (told.includes('c4n-cod') ? tokenAnswer(0) : refusal(request, told)),
  'bad-token': (request, told) => refusal(request, told),
  account: ({ url = '' }) => {
    const holder = (mark: string) => `c4n-${mark}-holder-t4l-${mark}`;
    // Of this one only the holder is sensitive.
    if (url.includes('third')) return [200, json, JSON.stringify({ holder: holder('thr'), note: `for ${holder('thr')}` })];
    const mark = url.includes('first') ? 'one' : 'two';
    const number = url.includes('first') ? 7_319_554_811 : 7_319_554_822;
    return [200, json, JSON.stringify({ holder: holder(mark), number, notes: [{ text: `c4n-${mark}-note` }] })];
  },
};
