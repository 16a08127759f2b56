import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An API that gives back all it was told, in every way there is; by the first part of the path. */
export const leakyApi = async (): Promise<{ readonly host: string; readonly requests: readonly string[] } & AsyncDisposable> => {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const { socket, url = '', rawHeaders } = request;
    const told = [request.method, decodeURIComponent(url), ...rawHeaders, (await buffer(request)).toString()].join('\n');
    requests.push(told);
    const answer = answers[/^\/([\w-]+)/.exec(url)?.[1] ?? ''];
    if (answer === undefined) return void response.writeHead(404).end();
    const given = answer(request, told);
    if (given === 'nothing') return;
    if (given === 'reset') return void socket.resetAndDestroy();
    if (typeof given === 'string') return void socket.end(given);
    const [status, headers, body] = given;
    response.writeHead(status, { 'x-told': inHeader(told), 'set-cookie': `session=${inHeader(told)}`, ...headers });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

type Answer = readonly [status: number, headers: { readonly [name: string]: string }, body: string] | 'nothing' | 'reset' | string;

const inHeader = (told: string): string => told.replace(/[^\x20-\x7e]/g, ' ');
const json = { 'content-type': 'application/json' };
const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

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
  token: () => [200, json, JSON.stringify({ access_token: 'c4n-tok-issued-t4l-tok', token_type: 'bearer', expires_in: 3600 })],
  'bad-token': (_request, told) => [401, json, JSON.stringify({ error: 'invalid_client', error_description: inHeader(told) })],
  account: ({ url = '' }) => {
    const holder = (mark: string) => `c4n-${mark}-holder-t4l-${mark}`;
    // Of this one only the holder is sensitive.
    if (url.includes('third')) return [200, json, JSON.stringify({ holder: holder('thr'), note: `for ${holder('thr')}` })];
    const mark = url.includes('first') ? 'one' : 'two';
    const number = url.includes('first') ? 7_319_554_811 : 7_319_554_822;
    return [200, json, JSON.stringify({ holder: holder(mark), number, notes: [{ text: `c4n-${mark}-note` }] })];
  },
};
