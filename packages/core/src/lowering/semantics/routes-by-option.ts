import type { Option } from '../../document/content.ts';
import type { ChoiceNode } from '../../document/node.ts';
import type { ReplyMatch, Route } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';
import type { Assignment, VariableType } from '../../document/variable.ts';
import { isLink } from '../../fit/arrange-options.ts';
import { compileTextMatch } from '../../matching/compile-text-match.ts';
import { stored } from '../fit/fit-choice.ts';
import { literalOf, mayRead } from '../fit/literal.ts';
import { saidBy, tapTextOf } from '../fit/option-routes.ts';
import { spokenMatches } from '../fit/spoken-match.ts';
import { withValues } from '../fit/with-values.ts';
import { asTried, isNoMatch, noMatchIsRoute } from '../no-match.ts';
import { sameJson } from './same-json.ts';
import type { Difference } from './semantics-entry.ts';

/** Which names of options a choice has to know by routes, and what it needs for that. */
export interface ByOption {
  /** The names that only the author's bot knows an option by, by its id. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** The declared type of the choice's variable. */
  readonly type: VariableType | undefined;
  readonly difference: Pick<Difference, 'from' | 'context'>;
}

/**
 * The routes of a choice, with one for each option in front of a route that would take the option by what it says, where
 * the choice has a variable, so that the route knows what to store; and with one for each name of `names`. The same
 * routes, if it needs none.
 */
export const routesByOption = (node: ChoiceNode, { names, type, difference }: ByOption): readonly Route[] => {
  const { from, context } = difference;
  const { derive } = context.provenance;
  const { variable } = node;
  const { options } = node;
  // Typed as a number, an option is stored as itself all the same; links are tapped only.
  const numbers = new Map(options.map((option, index) => [option.id, variable === undefined || isLink(option) ? [] : numbersOf(index)]));
  const open = new Map(options.map(({ id }) => [id, names.get(id) ?? []]));
  const tapped = new Set<string>();
  const made: Route[] = [];
  const add = (route: Route): void => {
    if (!made.some((one) => sameJson(one, route))) made.push(route);
  };
  const addSpoken = (
    option: Option,
    texts: readonly string[],
    { when: _when, name: _name, say, set = [], ...rest }: Route,
    at: object,
  ): void => {
    const first = writes(option, variable, type, from);
    const all = [...first, ...set];
    for (const when of spokenMatches(texts, context.capabilities.replies, from)) {
      const spoken = say === undefined ? {} : { say: withValues(say, first) };
      add(derive<Route>({ when: derive(when, at), ...rest, ...spoken, ...(all.length > 0 && { set: all }) }, at));
    }
  };
  for (const route of asTried(node.routes, from)) {
    const accepts = acceptedBy(route, from);
    for (const option of options) {
      const { id } = option;
      const isOwn = route.when !== undefined && 'option' in route.when && route.when.option === id;
      const takesOption = isOwn || takesAll(route, from) || literalsOf(option, from).some(accepts);
      const takesTap = !tapped.has(id) && takesOption;
      const known = open.get(id) ?? [];
      const taken = known.filter((name) => takesOption || accepts(name));
      addSpoken(
        option,
        taken.filter((name) => variable !== undefined || !accepts(name)),
        route,
        route,
      );
      if (!takesTap && !tapped.has(id)) addSpoken(option, (numbers.get(id) ?? []).filter(accepts), route, route);
      if (variable !== undefined && takesTap && !isOwn && !isPlain(route)) {
        const { name: _name, ...rest } = route;
        add(derive<Route>({ ...rest, when: { option: id } }, route));
      }
      if (route.if !== undefined) continue;
      if (takesTap) tapped.add(id);
      open.set(
        id,
        known.filter((name) => !taken.includes(name)),
      );
    }
    made.push(route);
  }
  for (const option of options) addSpoken(option, open.get(option.id) ?? [], { to: node.next ?? 'next' }, option);
  return made.length === node.routes.length ? node.routes : made;
};

const numbersOf = (index: number): readonly string[] => [`${index + 1}`, `${index + 1}.`, `${index + 1})`];

const writes = (
  option: Option,
  variable: string | undefined,
  type: VariableType | undefined,
  { tapText }: Pick<Semantics, 'tapText'>,
): readonly Assignment[] => (variable === undefined ? [] : [stored(variable, tapTextOf(option, tapText), type)]);

/**
 * Whether only a run tells if a route takes an option by what it says: the option shows what is only known then, and the
 * route takes some texts and not others.
 */
export const isOpenTo = (route: Route, option: Option, semantics: Semantics): boolean => {
  const { when } = route;
  if (when === undefined || !isTextMatch(when) || takesAll(route, semantics)) return false;
  const open = [option.label, option.value ?? ''].filter((said) => literalOf(said) === undefined);
  return 'equals' in when ? open.some((said) => mayRead(said, when.equals)) : open.length > 0;
};

/** Whether a route takes whatever is said. */
const takesAll = (route: Route, semantics: Semantics): boolean => {
  const { when } = route;
  if (when === undefined || (isNoMatch(route) && noMatchIsRoute(semantics))) return true;
  return 'pattern' in when && when.pattern === '*' && (when.exclude ?? []).length === 0;
};

/** Whether a route takes a text as such. */
const acceptedBy = (route: Route, semantics: Semantics): ((text: string) => boolean) => {
  const { when } = route;
  if (when === undefined || takesAll(route, semantics)) return () => true;
  return isTextMatch(when) ? compileTextMatch(when, semantics) : () => false;
};

const isTextMatch = (when: NonNullable<Route['when']>): when is Extract<ReplyMatch, { readonly equals: string }> =>
  'equals' in when || 'pattern' in when || 'regex' in when;

const isPlain = ({ when, if: condition }: Route): boolean => when === undefined && condition === undefined;

/** What choosing an option counts as having said. */
const literalsOf = (option: Option, { tapText }: Pick<Semantics, 'tapText'>): readonly string[] =>
  saidBy(option, tapText).flatMap((template) => literalOf(template) ?? []);
