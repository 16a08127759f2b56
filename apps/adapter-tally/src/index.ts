export { createTallyAdapter } from './adapter.ts';
export { tally } from './plugin.ts';
export type { TallyScene, TallyScript, TallyStep } from './wire.ts';
