export { type ClickatellOptions, createClickatellAdapter } from './adapter.ts';
export { clickatell } from './plugin.ts';
export { type ClickatellPolicies, defaultPolicies, policyReasons } from './policies.ts';
export { setupSheet } from './setup-sheet/setup-sheet.ts';
export type { ClickatellDocument } from './wire/document.ts';
