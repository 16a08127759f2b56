import type { Capabilities } from '../../adapter/capabilities.ts';
import type { Option } from '../../document/content.ts';
import type { ChoiceNode, Node } from '../../document/node.ts';
import type { Route } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';
import type { Target } from '../../document/target.ts';
import type { Template } from '../../document/template.ts';
import type { Assignment, VariableType } from '../../document/variable.ts';
import { arrangeOptions, numberedText } from '../../fit/arrange-options.ts';
import type { Json } from '../../json.ts';
import { coerce } from '../../values/coerce.ts';
import type { LowerContext } from '../lower-context.ts';
import { asTried, isNoMatch, noMatchIsRoute } from '../no-match.ts';
import type { NodeContext } from '../rewrite-nodes.ts';
import { judgesOtherwise } from './judges-otherwise.ts';
import { leastLength, literalOf, mayBeEmpty, templateOf } from './literal.ts';
import { createOptionActs } from './option-acts.ts';
import { isNamedPlainly, type NamedOption, optionRoutes, replyCandidate, tapTextOf } from './option-routes.ts';
import { rowsReference, rowTemplate } from './row-template.ts';
import { isSaidPlainly, isShownPlainly, isTakenPlainly } from './said-plainly.ts';

export const fitChoiceCodes = {
  'fit-options': 'What an option cannot carry there is said in the text.',
  'options-as-text': 'The same, where a label is cut and said whole below, or where what placeholders say decides what fits.',
  'fit-choice': 'Options that cannot be shown there are numbered lines of a question.',
  'choice-as-question': 'The same, where what is only known while the bot runs decides what is shown, or cannot be matched.',
} as const;

/** Shows a choice as the platform can: with fewer things on its options, else as a numbered question. */
export const fitChoice = (
  author: ChoiceNode,
  types: ReadonlyMap<string, VariableType>,
  place: NodeContext,
  context: LowerContext,
): readonly Node[] => {
  const { capabilities, provenance, report } = context;
  const node = withListedValues(author, context);
  const { isQuestion, ...arranged } = arrangedChoice(node, capabilities);
  if (!isQuestion && arranged.options === node.options) return [node];
  if (isQuestion) return numberedQuestion(node, arranged.isNumbered || node.options.length === 0, types, place, context);
  context.rewritten(node);
  const authors = new Map(node.options.map((option) => [option.id, option]));
  const isCut = arranged.options.some(({ id, label }) => authors.get(id)?.label !== label);
  report({
    code: isPlain(node, context) && !isCut ? 'fit-options' : 'options-as-text',
    loss: 'degraded',
    at: node,
    reason: 'The options of this choice carry more than the platform shows on one; the rest is said in the text or below.',
    fix: 'Take links and descriptions out of the options, and shorten their labels.',
  });
  const ids = new Set(arranged.options.map(({ id }) => id));
  const options = arranged.options.map((option) => provenance.derive(option, authors.get(option.id) ?? node));
  const routes = node.routes.filter(({ when }) => !(when && 'option' in when && authors.has(when.option) && !ids.has(when.option)));
  return [{ ...node, text: arranged.text, options, routes }];
};

/** Whether the options of a choice cannot be tapped there, so that they are numbered lines of a question. */
export const isChoiceAsked = (node: ChoiceNode, { capabilities }: Pick<LowerContext, 'capabilities'>): boolean =>
  arrangedChoice(node, capabilities).isQuestion;

const arrangedChoice = (node: ChoiceNode, capabilities: Capabilities) => {
  const isListed = capabilities.nodes.includes('choice');
  const arranged = arrangeOptions<Option>(node.text, node.options, capabilities, { measure: leastLength });
  const isMixed = isListed && !canStandTogether(node.options, capabilities);
  const isLost = arranged.isNumbered || (arranged.options.length === 0 && node.options.length > 0);
  return { ...arranged, isQuestion: !isListed || isMixed || isLost };
};

/** Options whose actions carry no values have none. What else differs for what they store or are named by, the semantics tell. */
const withListedValues = (
  node: ChoiceNode,
  { capabilities: { choice, nodes }, provenance, report, rewritten, semantics }: LowerContext,
): ChoiceNode => {
  const valued = choice === false || !nodes.includes('choice') ? undefined : choice.valued;
  const isLost = ({ value, action }: Option): boolean => value !== undefined && valued !== undefined && !valued.includes(action.kind);
  if (!node.options.some(isLost)) return node;
  rewritten(node);
  const isSeen = isTapCompared(node) || semantics.tapText !== 'label' || semantics.optionMatch.includes('value');
  const options = node.options.map((option) => {
    if (!isLost(option)) return option;
    const { value: _value, ...rest } = option;
    if (isSeen) report({ code: 'fit-options', loss: 'degraded', at: option, reason: 'The platform has no values on such an option.' });
    return provenance.derive(rest, option);
  });
  return provenance.derive({ ...node, options }, node);
};

/** Whether a tap may be taken for its value: by what compares texts, which scripts do as they like. */
const isTapCompared = ({ routes, hooks }: ChoiceNode): boolean =>
  hooks?.onReply !== undefined || routes.some(({ when }) => when !== undefined && !('option' in when || 'outcome' in when));

/** Whether one choice can have these options: told apart as the platform does, and of actions that go together. */
const canStandTogether = (options: readonly Option[], { choice }: Pick<Capabilities, 'choice'>): boolean => {
  if (choice === false) return true;
  if (choice.repeats === false && options.some(({ repeat }) => repeat !== undefined)) return false;
  const labels = options.map(({ label }) => label.trim().toLowerCase());
  if (choice.byLabel && new Set(labels).size < labels.length) return false;
  const kinds = options.map(({ action }) => action.kind).filter((kind) => choice.apart?.includes(kind));
  return new Set(kinds).size < 2;
};

const isPlain = ({ text, options }: ChoiceNode, { capabilities }: LowerContext): boolean =>
  !mayBeEmpty(text) && options.every(isSaidPlainly) && isShownPlainly(options, capabilities);

const numberedQuestion = (
  node: ChoiceNode,
  isFitted: boolean,
  types: ReadonlyMap<string, VariableType>,
  { following }: NodeContext,
  context: LowerContext,
): readonly Node[] => {
  const { author, capabilities, provenance, semantics } = context;
  context.rewritten(node);
  if (judgesOtherwise(context)) context.staysRewritten(node);
  const { kind: _kind, options, next, routes, variable, ...base } = node;
  const shown = options.flatMap((option) => writtenOut(option, context));
  const named = shown.map(
    ({ option, from }, index): NamedOption => ({
      ...option,
      from,
      index,
      set: variable === undefined ? [] : [stored(variable, tapTextOf(option, author.tapText), types.get(variable))],
    }),
  );
  reportQuestion(node, isFitted, named, context);
  const question = {
    ...base,
    kind: 'question',
    text: numberedText(
      node.text,
      shown.map(({ option }) => option),
    ),
    ...(variable !== undefined && { variable }),
  } as const;
  const isTap = ({ when }: Route): boolean => when !== undefined && 'option' in when;
  if (node.waits === false) return [{ ...question, routes: routes.filter((route) => !isTap(route)), ...(next !== undefined && { next }) }];
  const candidates = inOrder(routes, semantics).map(({ route, takesAll }) => ({
    ...(takesAll ? { route, takes: () => true } : replyCandidate(route, { ...semantics, tapText: author.tapText })),
    own: !isTap(route),
  }));
  const settled = (to: Target): Target => (to === 'next' ? following : to === 'repeat' ? { node: node.id } : to);
  const acts = createOptionActs(node, { ask: { node: node.id }, settled }, context);
  const onward = next ?? 'next';
  const taken = optionRoutes(named, candidates, { provenance, replies: capabilities.replies, author, semantics, acts, onward });
  // Without a route it would take whatever is said, and a choice that nothing names takes nothing.
  const some = taken.length > 0 ? taken : [provenance.derive({ when: { equals: '' }, to: onward }, node)];
  // Nothing but targets leads to what is made behind the question.
  const made =
    acts.made.length === 0
      ? some
      : some.map((route) => (route.to === 'next' ? provenance.derive({ ...route, to: following }, route) : route));
  return [{ ...question, routes: made }, ...acts.made];
};

/** The routes as they are tried. Where `no-match` is one of them, it takes what is left, as a route without a match does. */
const inOrder = (
  routes: readonly Route[],
  semantics: Pick<Semantics, 'routeOrder'>,
): readonly { readonly route: Route; readonly takesAll: boolean }[] =>
  asTried(routes, semantics).map((route) => ({
    route,
    takesAll: noMatchIsRoute(semantics) && (route.when === undefined || isNoMatch(route)),
  }));

/** What a reply writes that names an option: what a tap would have written. */
export const stored = (variable: string, said: Template, type: VariableType = 'text'): Assignment => {
  const text = literalOf(said);
  if (text === undefined) return { variable, value: said };
  const value: Json = type === 'text' ? text : (coerce(text, type) ?? text);
  return { variable, value: typeof value === 'string' ? templateOf(value) : value };
};

// As many rows as a page of a list has by default.
const rowsWritten = 9;

/** An option that repeats over rows becomes one for each of the first rows. */
const writtenOut = (option: Option, { provenance }: LowerContext): readonly { readonly option: Option; readonly from: Option }[] => {
  const rows = option.repeat === undefined ? undefined : rowsReference(option.repeat);
  if (rows === undefined) return [{ option, from: option }];
  const { repeat: _rows, ...bare } = option;
  return Array.from({ length: rowsWritten }, (_, index) => {
    const inRow = (template: Template): Template => rowTemplate(template, rows, index);
    const { label, value, description, action } = bare;
    const made: Option = {
      id: index === 0 ? option.id : `${option.id}-${index + 1}`,
      label: inRow(label),
      ...(value !== undefined && { value: inRow(value) }),
      ...(description !== undefined && { description: inRow(description) }),
      action:
        action.kind === 'url'
          ? { ...action, url: inRow(action.url) }
          : action.kind === 'phone'
            ? { ...action, number: inRow(action.number) }
            : action,
    };
    return { option: provenance.derive(made, option), from: option };
  });
};

const reportQuestion = (node: ChoiceNode, isFitted: boolean, named: readonly NamedOption[], context: LowerContext): void => {
  const { author, report, semantics } = context;
  const open = named.filter((option) => !isNamedPlainly(option, author));
  const repeats = node.options.filter(({ repeat }) => repeat !== undefined);
  const isExact = isFitted && open.length === 0 && isPlain(node, context) && (node.waits === false || isTakenPlainly(node, semantics));
  const more = [
    ...(repeats.length > 0 ? [`Of rows, the first ${rowsWritten} are written out, also where there are fewer.`] : []),
    ...(open.length > 0 ? ['An option whose label holds a placeholder is named by its number or id.'] : []),
  ];
  report({
    code: isExact ? 'fit-choice' : 'choice-as-question',
    loss: 'degraded',
    // At an option where only what a reply leads to may differ: what is shown is the same.
    at: (!isExact && isFitted && isPlain(node, context) ? (open[0]?.from ?? node.options[0]) : undefined) ?? node,
    reason: ['The platform cannot show these options, so they are numbered lines of a question.', ...more].join(' '),
    fix: 'Offer fewer options with shorter labels, where the platform shows any.',
  });
};
