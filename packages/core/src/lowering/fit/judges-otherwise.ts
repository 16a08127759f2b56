import type { LowerContext } from '../lower-context.ts';

/** Whether the platform takes a tap for another text, or a text for another option, than the author has it. */
export const judgesOtherwise = ({ author, semantics }: LowerContext): boolean =>
  author.tapText !== semantics.tapText || author.optionMatch.join() !== semantics.optionMatch.join();
