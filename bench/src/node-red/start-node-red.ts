import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DragomanError } from '@dragoman/core';
import { request } from 'undici';
import type { BenchContext } from '../harness/define-bench.ts';
import { type Child, startChild } from '../harness/start-child.ts';

export interface NodeRedOptions {
  /** Path of its program. */
  readonly program: string;
  readonly flow: readonly object[];
  /** Where the flow listens. */
  readonly path: string;
  readonly nodeOptions: readonly string[];
}

export interface NodeRed {
  readonly origin: string;
  readonly process: Child;
}

/** Starts Node-RED with a flow, without editor, admin API or telemetry, and waits until it is served. */
export const startNodeRed = async (
  { defer }: Pick<BenchContext, 'defer'>,
  { program, flow, path, nodeOptions }: NodeRedOptions,
): Promise<NodeRed> => {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-node-red-'));
  defer(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const settings = {
    uiHost: '127.0.0.1',
    uiPort: port,
    httpAdminRoot: false,
    disableEditor: true,
    flowFile: 'flows.json',
    credentialSecret: false,
    telemetry: { enabled: false, updateNotification: false },
    diagnostics: { enabled: false },
    logging: { console: { level: 'warn', metrics: false, audit: false } },
  };
  await writeFile(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)};\n`);
  await writeFile(join(folder, 'flows.json'), JSON.stringify(flow));

  const child = startChild({ defer }, program, {
    arguments: ['--userDir', folder, '--settings', join(folder, 'settings.js')],
    nodeOptions,
    env: { NODE_ENV: 'production' },
  });
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (!(await serves(origin + path))) {
    if (Date.now() > deadline) {
      throw new DragomanError('Node-RED did not serve its flow within a minute. What it printed may say why.', { code: 'internal' });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { origin, process: child };
};

const serves = async (url: string): Promise<boolean> => {
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"004711"}',
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
