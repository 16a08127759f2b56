import { translationLaws } from '@dragoman/conformance';
import { createM1botAdapter } from '../src/adapter.ts';

translationLaws({
  create: createM1botAdapter,
  skip: {
    'not-vacuous':
      'Bots of any platform are tried, and most begin with a pattern or set a variable: m1bot starts flows by whole words alone, and sets attributes by questions and responses.',
  },
});
