import type { BenchContext } from '../harness/define-bench.ts';
import { startProgram } from '../harness/start-program.ts';

/** Starts the API on a port of its own and gives its `host:port`. */
export const startResponder = async (context: Pick<BenchContext, 'defer'>): Promise<string> => {
  const { ready } = await startProgram<{ readonly port: number }>(context, 'responder.ts');
  return `127.0.0.1:${ready.port}`;
};
