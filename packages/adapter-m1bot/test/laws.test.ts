import { translationLaws } from '@dragoman/conformance';
import { createM1botAdapter } from '../src/adapter.ts';

translationLaws({
  create: createM1botAdapter,
  leastClaimed: {
    share: 0.15,
    why: 'A pattern, an expression or an intent starts most of these bots; m1bot starts flows by whole words and by the session. It keeps the values that a call has none for, lets messages start flows while a question is open, and has no lists, assignments and waits.',
  },
});
