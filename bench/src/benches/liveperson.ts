import { createLivePersonAdapter, livePerson } from '@dragoman/adapter-liveperson';
import { type Bot, checkRules, coreRules, exportBot, importBot } from '@dragoman/core';
import { defineBench } from '../harness/define-bench.ts';
import { growthOf, measureGrowth, type Sizes } from '../harness/growth.ts';
import { largeExport } from '../work/large-export.ts';

const sizes: Sizes = { small: 25_000, large: 50_000 };
const importing = 'importing';
const exporting = 'exporting an imported and edited bot of';
const checking = 'checking by all rules';

/** Whether exported bots of LivePerson are read, checked and written in time in proportion to their size. */
export default defineBench({
  name: 'liveperson',
  bars: Object.fromEntries([importing, exporting, checking].map((what) => [growthOf(what, sizes), { atMost: 2.3 }])),
  async *run() {
    const adapter = createLivePersonAdapter();
    const options = { repeats: 1, rounds: 3, warmUps: 1, sizes };
    const imported = (interactions: number): Bot => importBot(adapter, largeExport(interactions)).value;
    yield* measureGrowth(
      importing,
      (interactions) => {
        const document = largeExport(interactions);
        return () => void importBot(adapter, document);
      },
      options,
    );
    yield* measureGrowth(
      exporting,
      (interactions) => {
        const bot = imported(interactions);
        const edited = {
          ...bot,
          integrations: bot.integrations.map((one) => (one.kind === 'http' ? { ...one, url: `${one.url}/v2` } : one)),
        };
        return () => void exportBot(adapter, edited);
      },
      options,
    );
    yield* measureGrowth(
      checking,
      (interactions) => {
        const bot = imported(interactions);
        const rules = [...coreRules, ...livePerson().rules];
        return () => void checkRules(bot, rules);
      },
      options,
    );
  },
});
