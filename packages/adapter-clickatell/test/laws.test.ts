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
  leastClaimed: {
    share: 0.4,
    why: 'A pattern starts most of these bots; there, keywords are whole texts, and no variable holds the first message. And what is open takes every message, where a question would let other flows have it.',
  },
});
