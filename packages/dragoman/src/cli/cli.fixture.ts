import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCli } from './run-cli.ts';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface RunIn {
  readonly cwd: string;
  /** The whole environment. */
  readonly env?: { readonly [name: string]: string };
  /** What is typed. */
  readonly input?: string;
  /** Interrupts a command that goes on. */
  readonly signal?: AbortSignal;
  /** Told what is written to standard error, as it is. */
  onError?(text: string): void;
}

/** Runs the command line within the test. */
export const dragoman = async (args: readonly string[], { cwd, env = {}, input = '', signal, onError }: RunIn): Promise<Ran> => {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const texts = Promise.all([text(stdout), text(stderr)]);
  stderr.on('data', (chunk) => onError?.(String(chunk)));
  const context = { cwd, environment: env, stdin: Readable.from([input]), stdout, stderr, ...(signal !== undefined && { signal }) };
  const code = await runCli(args, context);
  stdout.end();
  stderr.end();
  const [out, problems] = await texts;
  return { stdout: out, stderr: problems, code };
};

/** Runs the command as people do, in a process of its own. */
export const spawnDragoman = async (args: readonly string[], { cwd, env = {}, input = '' }: RunIn): Promise<Ran> => {
  const bin = fileURLToPath(new URL('../bin.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@dragoman/source', bin, ...args], { cwd, env: { PATH: process.env.PATH, ...env } });
  child.stdin.end(input);
  const [[code], stdout, stderr] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { stdout, stderr, code };
};

/** A folder of its own with these files, removed in the end. */
export const folderWith = async (files: { readonly [name: string]: string }): Promise<{ readonly path: string } & AsyncDisposable> => {
  const path = await mkdtemp(join(tmpdir(), 'dragoman-cli-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
};

export interface SeenRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** An API on loopback: order 1042 is shipped, 7 is repeated back with the key that came with the call, others are unknown. */
export const orderApi = async (): Promise<{ readonly host: string; readonly requests: readonly SeenRequest[] } & AsyncDisposable> => {
  const requests: SeenRequest[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    requests.push({ method, url, headers });
    const order = /^\/orders\/([^?]*)/.exec(url ?? '')?.[1];
    const answers: { readonly [id: string]: unknown } = {
      1042: { status: 'shipped', shipping: { eta: 'today' } },
      7: { status: `paid with ${String(headers['x-api-key'])}`, shipping: { eta: String(headers['x-api-key']) } },
    };
    const body = order === undefined ? undefined : answers[order];
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? { error: 'unknown' }));
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

/** The order desk, on an API at this host. */
export const orderDesk = (host: string): string => `
id: order-desk
name: Order desk
credentials:
  - { id: shop, kind: api-key, fields: { header: x-api-key, key: { secret: SHOP_KEY } } }
variables:
  - { name: visits, type: number }
  - { name: iban, sensitive: true }
integrations:
  - id: order-lookup
    method: GET
    url: http://${host}/orders/{{orderId}}
    credential: shop
    response:
      variable: order
      fields:
        - { name: status, path: $.status }
        - { name: eta, path: $.shipping.eta }
flows:
  - id: track
    triggers: [{ kind: text, pattern: '*where*order*' }]
    nodes:
      - { id: ask, kind: question, text: Which order?, variable: orderId }
      - id: look-up
        kind: api
        integration: order-lookup
        routes:
          - { when: 200, to: found }
          - { when: 404, to: unknown }
          - { when: timeout, to: slow }
          - { when: other, to: person }
      - { id: found, kind: message, delayMs: 60000, text: 'Order {{orderId}} is {{order.status}}, here by {{order.eta}}.', next: { end: flow } }
      - { id: unknown, kind: message, text: 'There is no order {{orderId}}.', next: ask }
      - { id: slow, kind: message, text: That takes longer than usual., next: { end: flow } }
      - { id: person, kind: handoff, queue: orders }
  - id: settings
    triggers: [{ kind: text, equals: settings }]
    nodes:
      - { id: told, kind: message, text: 'In {{env.REGION}}, visit {{visits}}.' }
      - id: colour
        kind: choice
        text: Which colour?
        variable: chosen
        options: [{ label: Red, value: r }, { label: Blue, value: b }]
      - { id: thanks, kind: message, text: 'Noted: {{chosen}}.' }
  - id: pay
    triggers: [{ kind: text, equals: pay }]
    nodes:
      - { id: account, kind: question, text: Your IBAN?, variable: iban }
      - { id: wait, kind: wait, reference: payment-7, timeoutMs: 600000, variable: payment, routes: [{ when: callback, to: paid }, { when: timeout, to: late }] }
      - { id: paid, kind: message, text: 'Paid: {{payment.data.amount}} ({{payment.result}}).', next: { end: flow } }
      - { id: late, kind: message, text: No payment. }
  - id: rest
    kind: fallback
    nodes: [{ id: sorry, kind: message, text: Pardon? }]
`;
