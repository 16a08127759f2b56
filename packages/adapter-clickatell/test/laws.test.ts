import { translationLaws } from '@dragoman/conformance';
import { createSandbox } from '@dragoman/sandbox';
import { afterAll } from 'vitest';
import { createClickatellAdapter } from '../src/adapter.ts';
import { calculateDialect } from '../src/scripts/calculate-dialect.ts';

const scripts = createSandbox({ dialects: [calculateDialect] });
afterAll(() => scripts.dispose());

translationLaws({
  create: createClickatellAdapter,
  scripts,
  channels: ['whatsapp'],
  skip: {
    'not-vacuous':
      'Bots of any platform are tried; of those that patterns start, or that an open question lets other flows have, less than four fifths is claimed.',
  },
});
