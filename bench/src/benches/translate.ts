import { createTallyAdapter } from '@dragoman/adapter-tally';
import { exportBot, importBot, normaliseBot } from '@dragoman/core';
import { defineBench } from '../harness/define-bench.ts';
import { growthOf, measureGrowth } from '../harness/growth.ts';
import { largeBot } from '../work/large-bot.ts';

const lowering = 'lowering and exporting';
const importing = 'importing';
const editing = 'exporting an imported and edited bot of';

/** Whether translating a bot takes time in proportion to its size: to a platform that knows little, so that much is rewritten, and back. */
export default defineBench({
  name: 'translate',
  bars: { [growthOf(lowering)]: { atMost: 2.3 }, [growthOf(importing)]: { atMost: 2.3 }, [growthOf(editing)]: { atMost: 2.3 } },
  async *run() {
    const adapter = createTallyAdapter();
    const options = { repeats: 1, rounds: 5 };
    yield* measureGrowth(
      lowering,
      (nodes) => {
        const bot = normaliseBot(largeBot(nodes));
        return () => void exportBot(adapter, bot);
      },
      options,
    );
    yield* measureGrowth(
      importing,
      (nodes) => {
        const { text } = exportBot(adapter, largeBot(nodes));
        return () => void importBot(adapter, text);
      },
      options,
    );
    yield* measureGrowth(
      editing,
      (nodes) => {
        const { value: bot } = importBot(adapter, exportBot(adapter, largeBot(nodes)).text);
        const edited = { ...bot, integrations: bot.integrations.map((integration) => ({ ...integration, timeoutMs: 1_000 })) };
        return () => void exportBot(adapter, edited);
      },
      options,
    );
  },
});
