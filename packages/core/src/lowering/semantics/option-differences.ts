import type { Capabilities } from '../../adapter/capabilities.ts';
import type { Option } from '../../document/content.ts';
import type { ChoiceNode, Node } from '../../document/node.ts';
import type { Route } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';
import type { VariableType } from '../../document/variable.ts';
import { optionLists } from '../../reading/option-lists.ts';
import { isChoiceAsked } from '../fit/fit-choice.ts';
import { literalOf, mayRead } from '../fit/literal.ts';
import { routesSet } from '../route-sets.ts';
import { type ObservedBot, observeBot } from './observed-bot.ts';
import { replaceElements } from './replace-elements.ts';
import { isOpenTo, routesByOption } from './routes-by-option.ts';
import { sameJson } from './same-json.ts';
import type { Difference, Observation, SemanticsEntry } from './semantics-entry.ts';
import { valuesByOption } from './values-by-option.ts';

export const tapText: SemanticsEntry = {
  says: ({ to }) =>
    to.tapText === 'label' ? 'A tap stores the label there, not the value.' : 'A tap stores the value of the option there, not its label.',
  fix: 'Route on the option, and set the variable on the route.',
  observe: (bot, difference) =>
    showing(bot, difference)
      .filter((node) => 'variable' in node && node.kind !== 'list' && !isStoredByRoutes(node, bot, difference))
      .flatMap((node) => [
        ...optionsOf(node).flatMap((at) => (at.value === undefined || at.value === at.label ? [] : [{ at }])),
        ...(addsOptions(node) ? [{ at: node }] : []),
      ]),
  compile: (bot, seen, difference) => {
    const rewritten = new Map<object, Node>();
    const told = new Set<object>();
    const elements = new Set(seen.map(({ at }) => at));
    for (const node of showing(bot, difference)) {
      if (node.kind !== 'choice') continue;
      if (canStore(node, difference)) {
        const routes = routesByOption(node, { names: new Map(), type: typeIn(bot, node), difference });
        if (routes !== node.routes) rewritten.set(node, { ...node, routes });
      } else if (canStoreAfter(node, difference)) {
        const about = new Set(node.options.filter((option) => elements.has(option)));
        const routes = about.size === 0 ? undefined : valuesByOption(node, about, { type: typeIn(bot, node), difference });
        if (routes === undefined) continue;
        rewritten.set(node, { ...node, routes });
        for (const option of about) told.add(option);
      }
    }
    if (rewritten.size === 0) return { bot: bot.bot, left: seen };
    const made = replaceElements(bot.bot, rewritten, difference.context.provenance);
    return { bot: made, left: tapText.observe(observeBot(made), difference).filter(({ at }) => !told.has(at)) };
  },
};

export const optionMatch: SemanticsEntry = {
  says: ({ to }) => `A typed text selects an option by its ${to.optionMatch.join(', ') || 'tap alone'} there.`,
  fix: 'Add routes on the texts that are meant.',
  observe: (bot, difference) => {
    const { from, to } = difference;
    return showing(bot, difference)
      .filter((node) => isMatchedOtherwise(node, from.optionMatch, to.optionMatch))
      .map((node) => ({ at: node }));
  },
  compile: (bot, seen, difference) => {
    const rewritten = new Map<object, Node>();
    const left: Observation[] = [];
    for (const observation of seen) {
      const node = observation.at as Node;
      const names = node.kind === 'choice' && canName(difference) ? addedNames(node, difference) : undefined;
      if (names === undefined) left.push(observation);
      else {
        const choice = node as ChoiceNode;
        rewritten.set(node, { ...choice, routes: routesByOption(choice, { names, type: typeIn(bot, choice), difference }) });
      }
    }
    return { bot: replaceElements(bot.bot, rewritten, difference.context.provenance), left };
  },
};

const typeIn = ({ bot }: ObservedBot, { variable }: ChoiceNode): VariableType | undefined =>
  bot.variables.find(({ name }) => name === variable)?.type;

const canName = ({ context: { capabilities } }: Difference): boolean =>
  capabilities.replies.includes('option') &&
  (capabilities.replies.includes('equals') || capabilities.replies.includes('pattern') || capabilities.replies.includes('regex'));

/** The names only the author's bot knows options by; undefined where other routes would not say the same. */
const addedNames = (node: ChoiceNode, { from, to }: Difference): ReadonlyMap<string, readonly string[]> | undefined => {
  if (addsOptions(node) || node.options.some(({ repeat, value = '' }) => repeat !== undefined || literalOf(value) === undefined))
    return undefined;
  const open = node.options.filter(isOpen);
  // A label that is only known when it runs must be found among the others as it was, and decide about no route.
  const shared = from.optionMatch.filter((how) => to.optionMatch.includes(how));
  if (open.length > 0 && !sameJson(shared, to.optionMatch)) return undefined;
  if (open.some((option) => node.routes.some((route) => isOpenTo(route, option, from)))) return undefined;
  const before = selections(node.options, from.optionMatch);
  const after = selections(node.options, to.optionMatch);
  if ([...after].some(([text, option]) => before.get(text) !== option)) return undefined;
  const added = [...before].filter(([text]) => !after.has(text));
  const saysToo = ([text, chosen]: readonly [string, number]): boolean =>
    node.options.some(
      (option, index) => index !== chosen && [option.label, option.value ?? ''].some((said) => said !== '' && mayRead(said, text)),
    );
  if (added.some(saysToo)) return undefined;
  return new Map(node.options.map(({ id }, index) => [id, added.flatMap(([text, chosen]) => (chosen === index ? [text] : []))]));
};

/** Where routes store what is chosen, they store what the author's bot would have. */
const isStoredByRoutes = (node: Node, bot: ObservedBot, difference: Difference): boolean => {
  if (node.kind !== 'choice' || !canStore(node, difference)) return false;
  return routesByOption(node, { names: new Map(), type: typeIn(bot, node), difference }) === node.routes;
};

/** Whether routes on its options can store for a choice. */
const canStore = (node: ChoiceNode, { from, context: { capabilities } }: Difference): boolean =>
  !capabilities.questionFields.includes('variable') &&
  routesSet(capabilities) &&
  capabilities.replies.includes('option') &&
  !addsOptions(node) &&
  node.options.every(({ repeat }) => repeat === undefined) &&
  // What is understood may name an option as well, which then is not stored.
  node.routes.every((route) => !isIntent(route) && !node.options.some((option) => isOpenTo(route, option, from)));

/** Whether they can store once more, behind a choice that stores itself. */
const canStoreAfter = (node: ChoiceNode, { context: { capabilities } }: Difference): boolean =>
  capabilities.questionFields.includes('variable') &&
  (routesSet(capabilities) || capabilities.nodes.includes('assign')) &&
  node.hooks?.onReply === undefined &&
  tellsOptions(node, capabilities);

const tellsOptions = (node: ChoiceNode, capabilities: Capabilities): boolean =>
  capabilities.replies.includes('option') &&
  !addsOptions(node) &&
  node.routes.every((route) => {
    const { when, say } = route;
    if (when !== undefined && 'outcome' in when) return true;
    if (say !== undefined || isIntent(route)) return false;
    return (when !== undefined && 'option' in when) || !node.options.some(isOpen);
  });

const isIntent = ({ when }: Route): boolean => when !== undefined && 'intent' in when;

/** The waiting nodes whose options are shown there. The others are rewritten into texts and told apart by routes, by the names their author gave. */
const showing = ({ waiting }: ObservedBot, { context }: Difference): readonly Node[] => {
  const { choice, card, nodes } = context.capabilities;
  const isShown = (node: Node): boolean => {
    if (node.kind === 'choice') return choice !== false && !isChoiceAsked(node, context);
    if (node.kind === 'list') return nodes.includes('list');
    if (node.kind === 'message') return card !== false && (optionsOf(node).length > 0 || addsOptions(node));
    return node.kind === 'question' && addsOptions(node);
  };
  return waiting.map(({ node }) => node).filter(isShown);
};

const optionsOf = (node: Node): readonly Option[] => optionLists(node).flatMap(({ options }) => options);

/** Scripts may add quick replies. */
const addsOptions = ({ hooks }: Node): boolean => hooks?.before !== undefined || hooks?.after !== undefined;

type Names = Semantics['optionMatch'];

const isMatchedOtherwise = (node: Node, before: Names, after: Names): boolean => {
  const options = optionsOf(node);
  const isKnown = options.length > 0 && !addsOptions(node) && !options.some(isOpen);
  if (!isKnown) return !sameJson(before, after);
  return !sameJson(Object.fromEntries(selections(options, before)), Object.fromEntries(selections(options, after)));
};

/** Whether what it shows is only known when it runs. */
const isOpen = (option: Option): boolean =>
  option.repeat !== undefined || literalOf(option.label) === undefined || literalOf(option.value ?? '') === undefined;

/** Which option each text selects. */
const selections = (options: readonly Option[], names: Names): ReadonlyMap<string, number> => {
  const selected = new Map<string, number>();
  for (const how of names) {
    for (const [index, option] of options.entries()) {
      if (option.action.kind === 'url' || option.action.kind === 'phone') continue;
      for (const name of namesBy[how](option, index)) {
        const text = name.trim().toLowerCase();
        if (text !== '' && !selected.has(text)) selected.set(text, index);
      }
    }
  }
  return selected;
};

const namesBy: { readonly [How in Names[number]]: (option: Option, index: number) => readonly string[] } = {
  id: ({ id }) => [id],
  label: ({ label }) => [literalOf(label) ?? ''],
  value: ({ value = '' }) => [literalOf(value) ?? ''],
  number: (_option, index) => marked(String(index + 1)),
  letter: (_option, index) => (index < 26 ? marked(String.fromCharCode(97 + index)) : []),
};

const marked = (sign: string): readonly string[] => [sign, `${sign}.`, `${sign})`];
