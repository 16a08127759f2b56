import type { CoreNodeKind } from '../document/node.ts';
import type { OutcomeMatch, ReplyMatch } from '../document/route.ts';
import type { CoreOutcomes } from '../input/bot-input.ts';
import type { Fold } from './fold.ts';
import type { KeyOf } from './key-of.ts';
import type { OptionIds } from './option-ids.ts';
import type { Problem, Refuse } from './problem.ts';

/** Checks that what a route waits for can happen at its node: words are outcomes of its kind, options are its own. */
export type CheckWhen<When, Node> = Node extends { readonly kind: infer Kind extends CoreNodeKind }
  ? CheckMatch<When, Kind, CoreOutcomes[Kind], OptionIds<Node>>
  : unknown;

/** The same for the routes of a plugin's node, whose kind says which outcomes there are. */
export type CheckOutcomes<Routes, Kind extends string, Outcome extends string> = Fold<{
  [R in keyof Routes]: Fold<{ [K in keyof Routes[R]]: K extends 'when' ? CheckMatch<Routes[R][K], Kind, Outcome, string> : unknown }>;
}>;

type CheckMatch<When, Kind extends string, Outcome extends string, Option extends string> = When extends string
  ? CheckOutcome<When, Kind, Outcome>
  : When extends number
    ? CheckStatus<When, Kind>
    : Fold<{
        [K in keyof When]: K extends MatchField<Kind>
          ? K extends 'outcome'
            ? CheckOutcome<When[K] & string, Kind, Outcome>
            : K extends 'option'
              ? CheckOption<When[K] & string, Option>
              : unknown
          : Problem<`${Kind} cannot wait for "${K & string}"`>;
      }>;

type CheckOutcome<Word extends string, Kind extends string, Outcome extends string> = Word extends Outcome
  ? unknown
  : Refuse<Word, `${Kind} has no outcome "${Word}"`>;

type CheckOption<Id extends string, Option extends string> = Id extends Option ? unknown : Refuse<Id, `no option "${Id}"`>;

type CheckStatus<Status extends number, Kind extends string> = Kind extends 'api' | 'platform'
  ? unknown
  : Refuse<`${Status}`, `${Kind} cannot wait for ${Status}`>;

/** A call ends in an outcome, anything else is waited for; what a platform's own node does only the platform knows. */
type MatchField<Kind extends string> = KeyOf<
  Kind extends 'api' ? OutcomeMatch : Kind extends 'platform' ? OutcomeMatch | ReplyMatch : ReplyMatch
>;
