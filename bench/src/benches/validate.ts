import { DragomanError, readBot } from '@dragoman/core';
import { defineBench } from '../harness/define-bench.ts';
import { growthOf, measureGrowth } from '../harness/growth.ts';
import { largeBot } from '../work/large-bot.ts';

/** Whether validating a bot takes time in proportion to its size. */
export default defineBench({
  name: 'validate',
  bars: { [growthOf('validating')]: { atMost: 2.3 } },
  run: () =>
    measureGrowth('validating', (nodes) => {
      const bot = largeBot(nodes);
      return () => {
        const [first] = readBot(bot).diagnostics;
        if (first) throw new DragomanError(`The generated bot should be valid, but ${first.place}: ${first.reason}`, { code: 'internal' });
      };
    }),
});
