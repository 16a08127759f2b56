import { type BotInput, DragomanError, readBot } from '@dragoman/core';
import { defineBench } from '../harness/define-bench.ts';
import { interleave } from '../harness/interleave.ts';
import { median, pairedRatio } from '../harness/statistics.ts';
import { largeBot } from '../work/large-bot.ts';

const growth = 'validating 10000 nodes / 5000 nodes';

/** Whether validating a bot takes time in proportion to its size. */
export default defineBench({
  name: 'validate',
  bars: { [growth]: { atMost: 2.3 } },
  async *run() {
    const bots = { small: largeBot(5_000), large: largeBot(10_000) };
    const elapsed = await interleave(
      { small: () => validateMs(bots.small), large: () => validateMs(bots.large) },
      { rounds: 9, warmUps: 3 },
    );
    yield { figure: 'validating 5000 nodes', value: median(elapsed.small), unit: 'ms' };
    yield { figure: 'validating 10000 nodes', value: median(elapsed.large), unit: 'ms' };
    yield { figure: growth, value: pairedRatio(elapsed.large, elapsed.small), unit: 'x' };
  },
});

const validateMs = (bot: BotInput): number => {
  const startedAt = performance.now();
  const { diagnostics } = readBot(bot);
  const elapsedMs = performance.now() - startedAt;
  const [first] = diagnostics;
  if (first) throw new DragomanError(`The generated bot should be valid, but ${first.place}: ${first.reason}`, { code: 'internal' });
  return elapsedMs;
};
