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
  skip: {
    'not-vacuous':
      'Bots of any platform are tried; of those that write values into JSON or paths, or whose options go by ids, less than four fifths is claimed.',
  },
});
