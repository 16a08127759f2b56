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
  const outcome = machine.run(run);
  // Most of the time the next run can begin by the time the host has read this one's outcome.
  const isReady = machine.renew();
  tell({ kind: 'outcome', outcome, isReady });
  if (isReady) return;
  machines.delete(dialect);
  await machineOf(dialect);
  tell({ kind: 'ready' });
};

parentPort?.on('message', (message: WorkerRun) => {
  perform(message).catch((error: unknown) => tell({ kind: 'fault', reason: error instanceof Error ? error.message : String(error) }));
});
tell({ kind: 'ready' });
