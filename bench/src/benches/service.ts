import { type Bar, defineBench, type Figure } from '../harness/define-bench.ts';
import type { Load, Pace } from '../harness/drive.ts';
import { interleave } from '../harness/interleave.ts';
import type { Child } from '../harness/start-child.ts';
import { programUrl, startProgram } from '../harness/start-program.ts';
import { median, pairedRatio } from '../harness/statistics.ts';
import { installNodeRed, nodeRedVersion } from '../node-red/install-node-red.ts';
import { nodeRedFlow } from '../node-red/node-red-flow.ts';
import { type NodeRed, startNodeRed } from '../node-red/start-node-red.ts';
import type { LoadRequest } from '../programs/surroundings.ts';
import { sayOrder } from '../work/say-order.ts';

const path = '/turn';
const orderId = '004711';
const inFlights = [1, 64];

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
    const nodeOptions = ['--import', programUrl('tell-cpu.ts').href];
    const surroundings = await startProgram<{ readonly port: number }>({ defer }, 'surroundings.ts');
    const apiHost = `127.0.0.1:${surroundings.ready.port}`;
    const dragoman = await startProgram<{ readonly port: number }>({ defer }, 'dragoman-service.ts', { arguments: [apiHost], nodeOptions });
    const nodeRed = await startNodeRed({ defer }, { ...installed, flow: nodeRedFlow(apiHost, path), path, nodeOptions });
    const services = { dragoman: { origin: `http://127.0.0.1:${dragoman.ready.port}`, process: dragoman }, nodeRed };

    for (const inFlight of inFlights) {
      note(`measuring ${inFlight} in flight`);
      const load = { inFlight, durationMs: 500 };
      const slices = await interleave(
        { dragoman: () => serve(services.dragoman, surroundings, load), nodeRed: () => serve(services.nodeRed, surroundings, load) },
        { rounds: 9, warmUps: 6 },
      );
      yield* figuresOf('dragoman', inFlight, slices.dragoman);
      yield* figuresOf(`Node-RED ${nodeRedVersion}`, inFlight, slices.nodeRed);
      yield { figure: ratioName(inFlight), value: pairedRatio(slices.dragoman.map(pace), slices.nodeRed.map(pace)), unit: 'x' };
      const cpuRatio = pairedRatio(slices.nodeRed.map(cpu), slices.dragoman.map(cpu));
      yield { figure: `CPU a turn, Node-RED / dragoman, ${inFlight} in flight`, value: cpuRatio, unit: 'x' };
    }
  },
});

interface Served extends Pace {
  readonly cpuMicrosPerTurn: number;
}

const pace = ({ callsPerSecond }: Served): number => callsPerSecond;
const cpu = ({ cpuMicrosPerTurn }: Served): number => cpuMicrosPerTurn;

/** One slice of a service: what its customers saw, and what it cost the service's own process. */
const serve = async ({ origin, process }: NodeRed, customers: Child, load: Load): Promise<Served> => {
  const request: LoadRequest = {
    ...load,
    origin,
    path,
    body: JSON.stringify({ text: orderId }),
    expected: JSON.stringify({ text: sayOrder(orderId) }),
  };
  const before = await cpuMicros(process);
  const seen = (await customers.ask(request)) as Pace;
  return { ...seen, cpuMicrosPerTurn: ((await cpuMicros(process)) - before) / seen.calls };
};

const cpuMicros = async (process: Child): Promise<number> => {
  const { user, system } = (await process.ask({})) as NodeJS.CpuUsage;
  return user + system;
};

const figuresOf = (who: string, inFlight: number, slices: readonly Served[]): readonly Figure[] =>
  (
    [
      ['callsPerSecond', 'turns', 'turns/s'],
      ['p50Ms', 'p50', 'ms'],
      ['p99Ms', 'p99', 'ms'],
      ['cpuMicrosPerTurn', 'CPU', 'us/turn'],
    ] as const
  ).map(([key, what, unit]) => ({
    figure: `${who}, ${inFlight} in flight: ${what}`,
    value: median(slices.map((slice) => slice[key])),
    unit,
  }));
