import { type BotInput, DragomanError, readBot } from '@dragoman/core';
import { defineBench } from '../harness/define-bench.ts';
import { fastestOf } from '../harness/fastest-of.ts';
import { interleave } from '../harness/interleave.ts';
import { median, pairedRatio } from '../harness/statistics.ts';
import { largeBot } from '../work/large-bot.ts';

const growth = 'validating 10000 nodes / 5000 nodes';
const repeats = 4;

/** Whether validating a bot takes time in proportion to its size. */
export default defineBench({
  name: 'validate',
  bars: { [growth]: { atMost: 2.3 } },
  async *run() {
    const bots = { small: largeBot(5_000), large: largeBot(10_000) };
    const elapsed = await interleave(
      {
        small: () => fastestOf(repeats, () => validate(bots.small)),
        large: () => fastestOf(repeats, () => validate(bots.large)),
      },
      { rounds: 9, warmUps: 2 },
    );
    yield { figure: 'validating 5000 nodes', value: median(elapsed.small), unit: 'ms' };
    yield { figure: 'validating 10000 nodes', value: median(elapsed.large), unit: 'ms' };
    yield { figure: growth, value: pairedRatio(elapsed.large, elapsed.small), unit: 'x' };
  },
});

const validate = (bot: BotInput): void => {
  const [first] = readBot(bot).diagnostics;
  if (first) throw new DragomanError(`The generated bot should be valid, but ${first.place}: ${first.reason}`, { code: 'internal' });
};
