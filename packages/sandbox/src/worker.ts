import { parentPort, workerData } from 'node:worker_threads';
import { createMachine, type Machine } from './machine.ts';
import { useUtc } from './utc-clock.ts';
import type { WorkerMessage, WorkerRun, WorkerSetup } from './worker-protocol.ts';

useUtc();
const setup: WorkerSetup = workerData;
const machines = new Map<string, Machine>();

const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);

const machineOf = async (id: string): Promise<Machine> => {
  const { prelude = '' } = setup.dialects.find((dialect) => dialect.id === id) ?? {};
  const machine = machines.get(id) ?? (await createMachine({ id, prelude }, setup));
  machines.set(id, machine);
  return machine;
};

const perform = async ({ dialect, run }: WorkerRun): Promise<void> => {
  const isMade = machines.has(dialect);
  const machine = await machineOf(dialect);
  if (!isMade) tell({ kind: 'begun' });
  tell({ kind: 'end', end: machine.run(run) });
  // While the host reads how it ended. One that cannot be renewed is made anew by the next run.
  if (!machine.renew()) machines.delete(dialect);
};

parentPort?.on('message', (message: WorkerRun) => {
  perform(message).catch((error: unknown) => tell({ kind: 'fault', reason: error instanceof Error ? error.message : String(error) }));
});
tell({ kind: 'ready' });
