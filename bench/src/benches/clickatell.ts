import { clickatell, createClickatellAdapter } from '@dragoman/adapter-clickatell';
import { exportBot } from '@dragoman/core';
import { adapterBench } from '../work/adapter-bench.ts';
import { largeBot } from '../work/large-bot.ts';

/** Whether documents of Clickatell are read, checked and written, and their setup sheets, in time in proportion to their size. */
export default adapterBench({
  name: 'clickatell',
  createAdapter: createClickatellAdapter,
  rules: clickatell().rules,
  document: (nodes) => exportBot(createClickatellAdapter(), largeBot(nodes)).text,
});
