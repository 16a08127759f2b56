import { createM1botAdapter, m1bot } from '@dragoman/adapter-m1bot';
import { exportBot } from '@dragoman/core';
import { adapterBench } from '../work/adapter-bench.ts';
import { largeBot } from '../work/large-bot.ts';

/** Whether documents of m1bot are read, checked and written, and their setup sheets, in time in proportion to their size. */
export default adapterBench({
  name: 'm1bot',
  createAdapter: createM1botAdapter,
  rules: m1bot().rules,
  document: (nodes) => exportBot(createM1botAdapter(), largeBot(nodes)).text,
});
