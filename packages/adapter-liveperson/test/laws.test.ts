import { translationLaws } from '@dragoman/conformance';
import { createSandbox } from '@dragoman/sandbox';
import { afterAll } from 'vitest';
import { createLivePersonAdapter } from '../src/adapter.ts';
import { livePersonDialect } from '../src/bot-context/liveperson-dialect.ts';

const scripts = createSandbox({ dialects: [livePersonDialect()] });
afterAll(() => scripts.dispose());

translationLaws({
  create: createLivePersonAdapter,
  scripts,
});
