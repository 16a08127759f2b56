import type { CheckOutcomes } from './check-when.ts';
import type { Fold } from './fold.ts';
import type { NodeField } from './node-fields.ts';
import type { UnknownField } from './unknown-field.ts';

/** What can be said of a plugin's node before it stands in a bot: of its fields, and of the outcomes it routes on. */
export type CheckPluginNode<Node, Kind extends string, Fields, Outcome extends string> = Fold<{
  [K in keyof Node]: K extends 'routes'
    ? CheckOutcomes<Node[K], Kind, Outcome>
    : K extends NodeField | keyof Fields
      ? unknown
      : UnknownField<Kind, K>;
}>;
