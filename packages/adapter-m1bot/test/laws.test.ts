import { translationLaws } from '@dragoman/conformance';
import { createM1botAdapter } from '../src/adapter.ts';

translationLaws({
  create: createM1botAdapter,
  skip: {
    'not-vacuous':
      'Bots of any platform are tried, and of their steps about 20 % lie before the first reported place. Of 300 claims some 90 end at a trigger that is a pattern, an expression or an intent, some 25 where any text starts a flow once more: m1bot starts flows by whole words and by the session. Some 35 end at a call whose missing values m1bot keeps, some 30 where a message is to start a flow while a question is open, some 25 at lists, assignments and waits, which it has not.',
  },
});
