import { translationLaws } from '@dragoman/conformance';
import { createTallyAdapter } from '../src/adapter.ts';

translationLaws({
  create: createTallyAdapter,
  skip: { 'not-vacuous': 'Tally is poor on purpose, so what free bots lose there is reported early.' },
});
