export { createLivePersonAdapter, type LivePersonOptions } from './adapter.ts';
export { livePerson } from './plugin.ts';
export { defaultPolicies, type LivePersonPolicies, policyReasons } from './policies.ts';
export type { LivePersonExport } from './wire/export.ts';
