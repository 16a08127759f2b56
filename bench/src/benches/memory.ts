import { defineBench } from '../harness/define-bench.ts';
import { startProgram } from '../harness/start-program.ts';
import { startResponder } from '../work/start-responder.ts';

const conversations = 10_000;
const heapFigure = `heap of ${conversations} live conversations, each`;

/** What a conversation that waits for its consumer costs while it waits. */
export default defineBench({
  name: 'memory',
  bars: { [heapFigure]: { below: 20 } },
  async *run({ note, defer }) {
    const apiHost = await startResponder({ defer });
    const program = await startProgram({ defer }, 'live-conversations.ts', {
      arguments: [apiHost, String(conversations)],
      nodeOptions: ['--expose-gc'],
    });
    note(`opening ${conversations} conversations`);
    const { heapBytes, jsonBytes } = (await program.ask({})) as { readonly heapBytes: number; readonly jsonBytes: number };
    yield { figure: heapFigure, value: heapBytes / 1000, unit: 'KB' };
    yield { figure: 'the same conversation as JSON, each', value: jsonBytes / 1000, unit: 'KB' };
  },
});
