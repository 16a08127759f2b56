export { createSandbox, type Sandbox } from './create-sandbox.ts';
export type { SandboxLimits, SandboxOptions } from './options.ts';
export { sandbox } from './plugin.ts';
