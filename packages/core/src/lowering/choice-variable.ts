import type { Flow } from '../document/flow.ts';
import type { ChoiceNode, Node } from '../document/node.ts';
import type { Route } from '../document/route.ts';
import type { Template } from '../document/template.ts';
import type { Assignment } from '../document/variable.ts';
import { printReference } from '../template/print-template.ts';
import { tapTextOf } from './fit/option-routes.ts';
import type { LowerContext } from './lower-context.ts';
import { settled } from './made-node.ts';
import { storedBy } from './no-match.ts';
import type { NodeContext } from './rewrite-nodes.ts';
import { routesSet } from './route-sets.ts';
import { routesByOption } from './semantics/routes-by-option.ts';
import { canSetFirst, setFirst } from './set-first.ts';
import { variableReference } from './setting-script.ts';

/** What a choice that stores by its routes has to know of the bot. */
export interface Storing {
  /** Whether what is shown may read otherwise when the reply comes. */
  mayChange(shown: Template, flow: Flow): boolean;
  /** A name no variable has. */
  freeName(wanted: string): string;
}

/**
 * Where a choice cannot store what is chosen, its routes do: the text of the option, else what was said. A text that may
 * read otherwise by then is kept in a variable of its own, in front of the choice. Undefined: they cannot.
 */
export const withStoringRoutes = (
  node: ChoiceNode,
  place: NodeContext,
  { context, ...storing }: Storing & { readonly context: LowerContext },
): readonly Node[] | undefined => {
  const { variable, ...rest } = node;
  const shown = variable === undefined ? undefined : shownTexts(node, place, context, storing);
  if (variable === undefined || shown === undefined) return undefined;
  const { texts, kept } = shown;
  const typed = { variable, value: '{{user.text}}' };
  // Each option has a route of its own in front of what would take it by what it says, so that the text is known.
  const told = { ...rest, routes: routesByOption(node, { names: new Map(), type: 'text', difference: { from: context.author, context } }) };
  const isAnswer = storedBy(context);
  if (!canSetFirst(context, told.routes.filter(isAnswer), [typed]) || !context.capabilities.reads.includes('user')) return undefined;
  const explicit = settled(context, told as Node, place) as ChoiceNode;
  const made: Node[] = [];
  const storingOn = (route: Route, value: Template): Route =>
    // A route that is made for a name of an option stores the option itself.
    isStored(route, variable) ? route : setFirst(context, node, route, [{ variable, value }], made);
  const routes = explicit.routes.map((route) => {
    const { when } = route;
    if (!isAnswer(route)) return route;
    return storingOn(route, (when !== undefined && 'option' in when ? texts.get(when.option) : undefined) ?? typed.value);
  });
  const always = explicit.routes.filter((route) => route.if === undefined);
  const taken = new Set(always.flatMap(({ when }) => (when !== undefined && 'option' in when ? [when.option] : [])));
  // What takes whatever is said takes an option as well, and stores its text.
  const plain = explicit.routes.findIndex((route) => route.when === undefined && route.if === undefined);
  const onward: Omit<Route, 'when'> = explicit.routes[plain] ?? { to: place.onward };
  const left = node.options
    .filter(({ id }) => !taken.has(id))
    .map(({ id }) => storingOn(context.provenance.derive<Route>({ ...onward, when: { option: id } }, node), texts.get(id) ?? ''));
  const before = plain === -1 ? routes.length : plain;
  context.rewritten(node);
  // With a route for each option, nothing is left that `next` would take.
  const { next: _next, ...choice } = explicit;
  const asked: Node = { ...choice, routes: routes.toSpliced(before, 0, ...left) };
  return [...keptBefore(asked, kept, context), ...made];
};

interface ShownTexts {
  /** What an option stores, by its id. */
  readonly texts: ReadonlyMap<string, Template>;
  /** What has to be kept before the choice is shown. */
  readonly kept: readonly Assignment[];
}

const shownTexts = (node: ChoiceNode, { flow }: NodeContext, context: LowerContext, storing: Storing): ShownTexts | undefined => {
  const kept: Assignment[] = [];
  const texts = new Map(
    node.options.map((option) => {
      const text = tapTextOf(option, context.author.tapText);
      const isRewritten = node.hooks?.after !== undefined && text.includes('{{');
      if (!isRewritten && !storing.mayChange(text, flow)) return [option.id, text];
      const name = storing.freeName(`${node.id}-${option.id}`);
      kept.push({ variable: name, value: text });
      return [option.id, printReference(variableReference(name))];
    }),
  );
  if (kept.length === 0) return { texts, kept };
  const isRepeated = node.options.some(({ repeat }) => repeat !== undefined);
  return isRepeated || !canKeep(node, context) ? undefined : { texts, kept };
};

/** A script in front may ask for what only the choice itself can have. */
const canKeep = ({ hooks }: ChoiceNode, { capabilities }: LowerContext): boolean => {
  const { nodes, scripts } = capabilities;
  const canAssign = nodes.includes('assign') || (nodes.includes('script') && scripts.includes('es5') && routesSet(capabilities));
  return canAssign && hooks?.before === undefined;
};

const keptBefore = (choice: Node, kept: readonly Assignment[], context: LowerContext): readonly Node[] => {
  if (kept.length === 0) return [choice];
  const asked = { ...choice, ...context.fresh(choice, 'ask') };
  return [{ id: choice.id, name: choice.name, kind: 'assign', set: kept, routes: [], next: { node: asked.id } } as Node, asked];
};

/** Whether a route writes the variable first, and nothing reads it before that. */
const isStored = ({ say, set = [] }: Route, variable: string): boolean => {
  const [first] = set;
  return say === undefined && first?.variable === variable && !String(first.value).includes('{{');
};
