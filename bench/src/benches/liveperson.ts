import { createLivePersonAdapter, livePerson } from '@dragoman/adapter-liveperson';
import { adapterBench } from '../work/adapter-bench.ts';
import { largeExport } from '../work/large-export.ts';

/** Whether exported bots of LivePerson are read, checked and written in time in proportion to their size. */
export default adapterBench({
  name: 'liveperson',
  createAdapter: createLivePersonAdapter,
  rules: livePerson().rules,
  document: largeExport,
});
