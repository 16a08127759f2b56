export { createM1botAdapter, type M1botOptions } from './adapter.ts';
export { m1bot } from './plugin.ts';
export { defaultPolicies, type M1botPolicies, policyReasons } from './policies.ts';
export { setupSheet } from './sheet/setup-sheet.ts';
export type { M1botDocument } from './wire/document.ts';
