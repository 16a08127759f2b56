import { defineBench } from '../harness/define-bench.ts';
import { startProgram } from '../harness/start-program.ts';
import { startResponder } from '../work/start-responder.ts';

const calls = 10_000;
const limit = 32;
const timersFigure = `timers of ${calls} calls`;
const keptFigure = 'heap kept after a burst, a call';
const waitingFigure = 'heap of a call that waits for its place';

interface Weighed {
  readonly timers: number;
  readonly keptBytes: number;
  readonly waitingBytes: number;
  readonly callsPerSecond: number;
}

/** What a burst costs that an integration lets through a few calls at a time. */
export default defineBench({
  name: 'burst',
  bars: { [timersFigure]: { atMost: calls / 100 }, [keptFigure]: { below: 8 }, [waitingFigure]: { below: 3_000 } },
  async *run({ note, defer }) {
    const apiHost = await startResponder({ defer });
    const program = await startProgram({ defer }, 'burst.ts', {
      arguments: [apiHost, String(calls), String(limit)],
      nodeOptions: ['--expose-gc'],
    });
    note(`${calls} calls at once through ${limit} places`);
    const { timers, keptBytes, waitingBytes, callsPerSecond } = (await program.ask({})) as Weighed;
    yield { figure: timersFigure, value: timers, unit: 'timers' };
    yield { figure: keptFigure, value: keptBytes, unit: 'bytes/call' };
    yield { figure: waitingFigure, value: waitingBytes, unit: 'bytes' };
    yield { figure: `burst through ${limit} places`, value: callsPerSecond, unit: 'calls/s' };
  },
});
