import { type Bot, checkRules, coreRules, exportBot, importBot, type PlatformAdapter, type Rule } from '@dragoman/core';
import { type Bench, defineBench } from '../harness/define-bench.ts';
import { growthOf, measureGrowth, type Sizes } from '../harness/growth.ts';

export interface AdapterBench {
  /** Of the bench, and so of its file. */
  readonly name: string;
  createAdapter(): PlatformAdapter;
  /** Of the adapter's plugin; those of core are checked too. */
  readonly rules: readonly Rule[];
  /** A document of the platform, as text, with this many nodes. */
  document(nodes: number): string;
}

const sizes: Sizes = { small: 25_000, large: 50_000 };
/** Of seconds. */
const long = { repeats: 1, rounds: 3, warmUps: 1, sizes };
/** Of what one collection of garbage more or less would decide. */
const short = { repeats: 2, rounds: 9, warmUps: 1, sizes };
const importing = 'importing';
const exporting = 'exporting an imported and edited bot of';
const checking = 'checking by all rules';
const writing = 'writing what comes with';

/** Whether documents of a platform are read, checked and written in time in proportion to their size. */
export const adapterBench = ({ name, createAdapter, rules, document }: AdapterBench): Bench => {
  const adapter = createAdapter();
  const { companions } = adapter;
  const measured = [importing, exporting, checking, ...(companions ? [writing] : [])];
  return defineBench({
    name,
    bars: Object.fromEntries(measured.map((what) => [growthOf(what, sizes), { atMost: 2.3 }])),
    async *run() {
      const imported = (nodes: number): Bot => importBot(adapter, document(nodes)).value;
      yield* measureGrowth(
        importing,
        (nodes) => {
          const text = document(nodes);
          return () => void importBot(adapter, text);
        },
        long,
      );
      yield* measureGrowth(
        exporting,
        (nodes) => {
          const edited = withOtherAddresses(imported(nodes));
          return () => void exportBot(adapter, edited);
        },
        long,
      );
      yield* measureGrowth(
        checking,
        (nodes) => {
          const bot = imported(nodes);
          const all = [...coreRules, ...rules];
          return () => void checkRules(bot, all);
        },
        short,
      );
      if (companions === undefined) return;
      yield* measureGrowth(
        writing,
        (nodes) => {
          const artifact: unknown = JSON.parse(document(nodes));
          return () => void companions(artifact);
        },
        short,
      );
    },
  });
};

const withOtherAddresses = (bot: Bot): Bot => ({
  ...bot,
  integrations: bot.integrations.map((one) => (one.kind === 'http' ? { ...one, url: `${one.url}/v2` } : one)),
});
