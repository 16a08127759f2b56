import type { Option } from '../../document/content.ts';
import type { Node } from '../../document/node.ts';
import type { Semantics } from '../../document/semantics.ts';
import { optionLists } from '../../reading/option-lists.ts';
import { routesSet } from '../route-sets.ts';
import type { ObservedBot } from './observed-bot.ts';
import { sameJson } from './same-json.ts';
import type { Difference, SemanticsEntry } from './semantics-entry.ts';

export const tapText: SemanticsEntry = {
  says: ({ to }) =>
    to.tapText === 'label' ? 'A tap stores the label there, not the value.' : 'A tap stores the value of the option there, not its label.',
  fix: 'Route on the option, and set the variable on the route.',
  observe: (bot, difference) =>
    showing(bot, difference)
      .filter((node) => 'variable' in node && node.kind !== 'list' && !isStoredByRoutes(node, difference))
      .flatMap((node) => [
        ...optionsOf(node).flatMap((at) => (at.value === undefined || at.value === at.label ? [] : [{ at }])),
        ...(addsOptions(node) ? [{ at: node }] : []),
      ]),
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
};

/** Where routes store what is chosen, they store what the author's bot would have. */
const isStoredByRoutes = (node: Node, { context: { capabilities } }: Difference): boolean =>
  node.kind === 'choice' &&
  !capabilities.questionFields.includes('variable') &&
  routesSet(capabilities) &&
  !addsOptions(node) &&
  node.routes.every(({ when, say }) => when !== undefined && (('option' in when && say === undefined) || 'outcome' in when));

/** The waiting nodes that show options. Where the platform has none, they are rewritten into texts and told apart by routes. */
const showing = ({ waiting }: ObservedBot, { context }: Difference): readonly Node[] => {
  const { choice, list, card } = context.capabilities;
  const isShown = (node: Node): boolean => {
    if (node.kind === 'choice') return choice !== false;
    if (node.kind === 'list') return list !== false || choice !== false;
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
  return !sameJson(selections(options, before), selections(options, after));
};

/** Whether what it shows is only known when it runs. */
const isOpen = (option: Option): boolean =>
  option.repeat !== undefined || option.label.includes('{{') || (option.value?.includes('{{') ?? false);

/** Which option each text selects. */
const selections = (options: readonly Option[], names: Names): { readonly [text: string]: number } => {
  const selected: [string, number][] = [];
  const taken = new Set<string>();
  for (const how of names) {
    for (const [index, option] of options.entries()) {
      if (option.action.kind === 'url' || option.action.kind === 'phone') continue;
      for (const name of namesBy[how](option, index)) {
        const text = name.trim().toLowerCase();
        if (text === '' || taken.has(text)) continue;
        taken.add(text);
        selected.push([text, index]);
      }
    }
  }
  return Object.fromEntries(selected);
};

const namesBy: { readonly [How in Names[number]]: (option: Option, index: number) => readonly string[] } = {
  id: ({ id }) => [id],
  label: ({ label }) => [label],
  value: ({ value }) => (value === undefined ? [] : [value]),
  number: (_option, index) => [String(index + 1)],
  letter: (_option, index) => (index < 26 ? [String.fromCharCode(97 + index)] : []),
};
