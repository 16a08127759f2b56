import { neutralSemantics, type Semantics } from '@dragoman/core';

/** How bots behave on Tally: as bots do by default, except where Tally has a rule of its own. */
export const tallySemantics: Semantics = {
  ...neutralSemantics,
  // Tally's rule: a fetch that says nothing else is given up after eight seconds.
  callDeadlineMs: 8_000,
  // Tally's rule: what has not changed since it was last fetched is as good as fetched.
  success: ['2xx', '304'],
  // Tally's rule: these are the words that greet what no scene starts with.
  noMatchText: 'Tally does not know that one.',
};
