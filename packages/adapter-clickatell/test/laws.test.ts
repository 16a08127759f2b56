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
      'Of the steps of bots of any platform 45 % are claimed, not four fifths: what mostly stops it is a pattern that starts a flow, where keywords are whole texts and no variable holds the first message; then an open question that would let other flows have a reply, where what is open takes every message.',
  },
});
