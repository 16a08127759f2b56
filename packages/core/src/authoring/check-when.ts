import type { CoreNodeKind } from '../document/node.ts';
import type { CoreOutcomes } from '../input/bot-input.ts';
import type { Fold } from './fold.ts';
import type { OptionIds } from './option-ids.ts';
import type { Refuse } from './problem.ts';

/** Checks that what a route waits for can happen at its node: words are outcomes of its kind, options are its own. */
export type CheckWhen<When, Node> = When extends string
  ? CheckOutcome<When, Node>
  : When extends { readonly outcome: infer Outcome extends string }
    ? Fold<{ readonly outcome: CheckOutcome<Outcome, Node> }>
    : When extends { readonly option: infer Option extends string }
      ? Fold<{ readonly option: Option extends OptionIds<Node> ? unknown : Refuse<Option, `no option "${Option}"`> }>
      : unknown;

type CheckOutcome<Word extends string, Node> = Node extends { readonly kind: infer Kind extends CoreNodeKind }
  ? Word extends CoreOutcomes[Kind]
    ? unknown
    : Refuse<Word, `${Kind} has no outcome "${Word}"`>
  : unknown;
