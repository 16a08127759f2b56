import type { ChoiceNode, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Template } from '../document/template.ts';
import { saidBy } from './fit/option-routes.ts';
import type { LowerContext } from './lower-context.ts';
import { settled } from './made-node.ts';
import { isNoMatch, noMatchIsRoute } from './no-match.ts';
import type { NodeContext } from './rewrite-nodes.ts';
import { canSetFirst, setFirst } from './set-first.ts';

/** Where a choice cannot store what is chosen, its routes do: the text of the option, else what was said. Undefined: they cannot. */
export const withStoringRoutes = (node: ChoiceNode, place: NodeContext, context: LowerContext): readonly Node[] | undefined => {
  const { variable, ...rest } = node;
  if (variable === undefined || !canSetFirst(context, node.routes.filter(stores)) || !context.capabilities.reads.includes('user'))
    return undefined;
  const explicit = settled(context, rest as Node, place) as ChoiceNode;
  const said = new Map(node.options.map((option) => [option.id, saidBy(option, context.author.tapText)[0] ?? '']));
  const made: Node[] = [];
  const storing = (route: Route, value: Template): Route =>
    // A route that is made for a name of an option stores the option itself.
    isStored(route, variable) ? route : setFirst(context, node, route, [{ variable, value }], made);
  const routes = explicit.routes.map((route) => {
    const { when } = route;
    if (!stores(route)) return route;
    return storing(route, when !== undefined && 'option' in when ? (said.get(when.option) ?? '{{user.text}}') : '{{user.text}}');
  });
  const always = explicit.routes.filter((route) => route.if === undefined);
  const taken = new Set(always.flatMap(({ when }) => (when !== undefined && 'option' in when ? [when.option] : [])));
  const isTaken = noMatchIsRoute(context.semantics) && always.some(isNoMatch);
  // What takes whatever is said takes an option as well, and stores its text.
  const plain = explicit.routes.findIndex((route) => route.when === undefined && route.if === undefined);
  const onward: Omit<Route, 'when'> = explicit.routes[plain] ?? { to: place.onward };
  const left = isTaken
    ? []
    : node.options
        .filter(({ id }) => !taken.has(id))
        .map(({ id }) => storing(context.provenance.derive<Route>({ ...onward, when: { option: id } }, node), said.get(id) ?? ''));
  const before = plain === -1 ? routes.length : plain;
  context.rewritten(node);
  // With a route for each option, nothing is left that `next` would take.
  const { next: _next, ...choice } = explicit;
  return [{ ...choice, routes: routes.toSpliced(before, 0, ...left) }, ...made];
};

/** Whether a route writes the variable first, and nothing reads it before that. */
const isStored = ({ say, set = [] }: Route, variable: string): boolean => {
  const [first] = set;
  return say === undefined && first?.variable === variable && !String(first.value).includes('{{');
};

/** What no route takes is no answer, and is not stored. */
const stores = ({ when }: Route): boolean => when === undefined || !('outcome' in when);
