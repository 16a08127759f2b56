import type { RouteInput } from '../input/bot-input.ts';
import type { CheckPredicate } from './check-predicate.ts';
import type { CheckTarget } from './check-target.ts';
import type { CheckTexts } from './check-texts.ts';
import type { CheckWhen } from './check-when.ts';
import type { Fold } from './fold.ts';
import type { Names } from './names-of.ts';
import type { UnknownField } from './unknown-field.ts';

export type CheckRoutes<Routes, Node, Known extends Names> = Fold<{ [R in keyof Routes]: CheckRoute<Routes[R], Node, Known> }>;

type CheckRoute<Route, Node, Known extends Names> = Fold<{
  [K in keyof Route]: K extends 'to'
    ? CheckTarget<Route[K], Known>
    : K extends 'when'
      ? CheckWhen<Route[K], Node>
      : K extends 'if'
        ? CheckPredicate<Route[K], Known>
        : K extends 'say' | 'set'
          ? CheckTexts<Route[K], Known>
          : K extends keyof RouteInput
            ? unknown
            : UnknownField<'route', K>;
}>;
