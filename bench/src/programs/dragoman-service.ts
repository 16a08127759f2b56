import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIntegrationCall } from '@dragoman/http';
import { createEngine } from '@dragoman/runtime';
import { lookUp } from '../work/look-up.ts';
import { lookupBot } from '../work/lookup-bot.ts';

/*
 * The lookup bot as an HTTP service: POST {"text"} is a turn, and what the bot says is the answer.
 */

const [apiHost = ''] = process.argv.slice(2);
const turn = lookUp(createEngine({ call: createIntegrationCall({ allowHosts: [apiHost] }) }), lookupBot(apiHost));

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', async () => {
    const { text } = JSON.parse(body) as { readonly text: string };
    const answer = JSON.stringify({ text: await turn(text) });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
