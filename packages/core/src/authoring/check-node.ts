import type { CheckRoutes } from './check-routes.ts';
import type { CheckTarget } from './check-target.ts';
import type { CheckTexts } from './check-texts.ts';
import type { Fold } from './fold.ts';
import type { Names, Place } from './names-of.ts';
import type { CoreNodeFields } from './node-fields.ts';
import type { Problem, Refuse } from './problem.ts';
import type { UnknownField } from './unknown-field.ts';

export type CheckNode<Node, Known extends Names, At extends Place> = Node extends { readonly kind: infer Kind }
  ? Fold<{
      [K in keyof Node]: K extends 'id'
        ? CheckId<Node[K], Known, At>
        : K extends 'next'
          ? CheckTarget<Node[K], Known>
          : K extends 'routes'
            ? CheckRoutes<Node[K], Node, Known>
            : K extends 'kind' | 'name' | 'hooks' | 'platformOptions'
              ? unknown
              : Kind extends keyof CoreNodeFields
                ? CheckCoreField<Node[K], K, Kind, Known>
                : CheckTexts<Node[K], Known>;
    }>
  : unknown;

/** Whatever else a node of a core kind has. Most of it is texts; what is not must be told. */
type CheckCoreField<Value, Field, Kind extends keyof CoreNodeFields, Known extends Names> = Field extends CoreNodeFields[Kind]
  ? Field extends 'to'
    ? CheckTarget<Value, Known>
    : Field extends 'integration'
      ? Value extends Known['integrations']
        ? unknown
        : Refuse<Value & string, `no integration "${Value & string}"`>
      : Field extends 'headers'
        ? CheckTexts<Value, Known, 'secret'>
        : Field extends 'filter' | 'exclude' | 'source' | 'raw'
          ? unknown
          : CheckTexts<Value, Known>
  : UnknownField<Kind, Field>;

type CheckId<Id, Known extends Names, At extends Place> = Id extends 'next' | 'repeat'
  ? Problem<`no node may be called "${Id}"`>
  : Known['places'][Id & string] extends At
    ? unknown
    : Refuse<Id & string, `two nodes are called "${Id & string}"`>;
