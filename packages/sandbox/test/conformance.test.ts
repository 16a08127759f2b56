import { scriptEngineConformance } from '@dragoman/conformance';
import { afterAll } from 'vitest';
import { createSandbox, type Sandbox } from '../src/index.ts';

const made: Sandbox[] = [];
afterAll(() => Promise.all(made.map((sandbox) => sandbox.dispose())));

scriptEngineConformance({
  create: () => {
    const sandbox = createSandbox({ workers: 2 });
    made.push(sandbox);
    return sandbox;
  },
});
