import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

/** Listens, accepts nobody, and says so: its thread sleeps from then on. */
const deafServer = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(workerData), 0, 0));
});`;

/** A port whose line of connections to be accepted is full: a connection to it neither opens nor is refused. */
export const stalledPort = async (): Promise<number> => {
  const bell = new SharedArrayBuffer(4);
  const worker = new Worker(deafServer, { eval: true, workerData: bell });
  const [port] = (await once(worker, 'message')) as [number];
  const fillers = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(async () => {
    for (const filler of fillers) filler.destroy();
    Atomics.notify(new Int32Array(bell), 0);
    await worker.terminate();
  });
  // A line of one takes two. Those that came first are in it, so that nobody else finds a place.
  await Promise.all(fillers.slice(0, 2).map((filler) => once(filler, 'connect')));
  return port;
};
