import { type Bar, defineBench } from '../harness/define-bench.ts';
import type { Load, Pace } from '../harness/drive.ts';
import { interleave } from '../harness/interleave.ts';
import { startProgram } from '../harness/start-program.ts';
import { median, pairedRatio } from '../harness/statistics.ts';
import { installNodeRed, nodeRedVersion } from '../node-red/install-node-red.ts';
import { nodeRedFlow } from '../node-red/node-red-flow.ts';
import { startNodeRed } from '../node-red/start-node-red.ts';
import type { LoadRequest } from '../programs/load.ts';
import { sayOrder } from '../work/say-order.ts';
import { startResponder } from '../work/start-responder.ts';

const path = '/turn';
const orderId = '004711';
const inFlights = [1, 64];
const rival = `Node-RED ${nodeRedVersion}`;

const ratioName = (inFlight: number): string => `dragoman / Node-RED, ${inFlight} in flight`;

const bars: { readonly [figure: string]: Bar } = { [ratioName(64)]: { atLeast: 5 } };

/** The same work as a service over HTTP, beside Node-RED. */
export default defineBench({
  name: 'service',
  bars,
  async *run({ note, defer }) {
    const installed = await installNodeRed({ note });
    if ('skipped' in installed) {
      yield installed;
      return;
    }
    const apiHost = await startResponder({ defer });
    const service = await startProgram<{ readonly port: number }>({ defer }, 'dragoman-service.ts', { arguments: [apiHost] });
    const nodeRed = await startNodeRed({ defer }, installed.program, nodeRedFlow(apiHost, path), path);
    const customers = await startProgram({ defer }, 'load.ts');
    const drive = (origin: string, load: Load): Promise<Pace> => {
      const request: LoadRequest = {
        ...load,
        origin,
        path,
        body: JSON.stringify({ text: orderId }),
        expected: JSON.stringify({ text: sayOrder(orderId) }),
      };
      return customers.ask(request) as Promise<Pace>;
    };

    for (const inFlight of inFlights) {
      note(`measuring ${inFlight} in flight`);
      const load = { inFlight, durationMs: 500 };
      const slices = await interleave(
        { dragoman: () => drive(`http://127.0.0.1:${service.ready.port}`, load), [rival]: () => drive(nodeRed, load) },
        { rounds: 9, warmUps: 6 },
      );
      for (const [who, driven] of Object.entries(slices)) {
        yield {
          figure: `${who}, ${inFlight} in flight: turns`,
          value: median(driven.map(({ callsPerSecond }) => callsPerSecond)),
          unit: 'turns/s',
        };
        yield { figure: `${who}, ${inFlight} in flight: p50`, value: median(driven.map(({ p50Ms }) => p50Ms)), unit: 'ms' };
        yield { figure: `${who}, ${inFlight} in flight: p99`, value: median(driven.map(({ p99Ms }) => p99Ms)), unit: 'ms' };
      }
      const rates = (driven: readonly Pace[] = []): readonly number[] => driven.map(({ callsPerSecond }) => callsPerSecond);
      yield { figure: ratioName(inFlight), value: pairedRatio(rates(slices.dragoman), rates(slices[rival])), unit: 'x' };
    }
  },
});
