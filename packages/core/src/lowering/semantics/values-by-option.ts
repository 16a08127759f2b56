import type { Option } from '../../document/content.ts';
import type { ChoiceNode } from '../../document/node.ts';
import type { Route } from '../../document/route.ts';
import { stored } from '../fit/fit-choice.ts';
import { literalOf } from '../fit/literal.ts';
import { saidBy } from '../fit/option-routes.ts';
import { type ByOption, routesByOption } from './routes-by-option.ts';

/**
 * The routes of a choice that stores itself what a tap says, where that is not what the author's bot stores: each option it
 * is about has a route of its own that sets the variable. Undefined where what is stored is only known as the bot runs.
 */
export const valuesByOption = (
  node: ChoiceNode,
  about: ReadonlySet<Option>,
  { type, difference }: Omit<ByOption, 'names'>,
): readonly Route[] | undefined => {
  const { variable } = node;
  if (variable === undefined || [...about].some((option) => saidBy(option, difference.from.tapText).some(isOpen))) return undefined;
  const { derive } = difference.context.provenance;
  const writes = (option: Option) => stored(variable, saidBy(option, difference.from.tapText)[0] ?? '', type);
  const routes = routesByOption(node, { names: new Map(), type, difference });
  const optionOf = ({ when }: Route): Option | undefined =>
    when !== undefined && 'option' in when ? [...about].find(({ id }) => id === when.option) : undefined;
  const told = routes.map((route): Route => {
    const option = optionOf(route);
    return option === undefined ? route : derive({ ...route, set: [writes(option), ...(route.set ?? [])] }, route);
  });
  const plain = routes.findIndex((route) => route.when === undefined && route.if === undefined);
  const { name: _name, ...onward }: Route = routes[plain] ?? { to: node.next ?? 'next' };
  const left = [...about].filter((option) => !routes.some((route) => optionOf(route) === option && route.if === undefined));
  const made = left.map((option) =>
    derive<Route>({ ...onward, when: { option: option.id }, set: [writes(option), ...(onward.set ?? [])] }, option),
  );
  return told.toSpliced(plain === -1 ? told.length : plain, 0, ...made);
};

const isOpen = (template: string): boolean => literalOf(template) === undefined;
