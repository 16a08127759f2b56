import type { Predicate } from '../document/predicate.ts';
import { neutralSemantics, type Semantics } from '../document/semantics.ts';
import { es5Operators, es5Predicate } from './es5-predicate.ts';
import type { LowerContext } from './lower-context.ts';
import { predicateFits } from './predicates.ts';

/** What a condition node can decide: as the platform has such nodes, or as scripts say them where it has none. */
export interface Decisions {
  /** Whether conditions can be decided by nodes at all. */
  readonly areMade: boolean;
  /** Whether a script stands for such a node: it decides, and does nothing else. */
  readonly areScripts: boolean;
  readonly operators: ReadonlySet<string>;
  fits(predicate: Predicate): boolean;
}

/** `semantics`: of the bot as it is by now. */
export const decisionsOf = ({ capabilities, adapter }: LowerContext, semantics: Partial<Semantics> = {}): Decisions => {
  const { nodes, scripts, conditions } = capabilities;
  const hasNodes = nodes.includes('condition');
  const areScripts = !hasNodes && nodes.includes('script') && scripts.includes('es5');
  if (!areScripts) return { areMade: hasNodes, areScripts, operators: new Set(conditions), fits: predicateFits(capabilities, adapter) };
  const rules = { ...neutralSemantics, ...semantics };
  return { areMade: true, areScripts, operators: es5Operators, fits: (predicate) => es5Predicate(predicate, rules) !== undefined };
};
