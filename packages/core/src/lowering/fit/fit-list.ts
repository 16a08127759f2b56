import type { ListNode, Node } from '../../document/node.ts';
import type { Predicate } from '../../document/predicate.ts';
import type { Route } from '../../document/route.ts';
import type { Target } from '../../document/target.ts';
import type { Template } from '../../document/template.ts';
import { lines, numberedText } from '../../fit/arrange-options.ts';
import { printReference } from '../../template/print-template.ts';
import type { Reference } from '../../template/template-tree.ts';
import type { LowerContext } from '../lower-context.ts';
import type { NodeContext } from '../rewrite-nodes.ts';
import { judgesOtherwise } from './judges-otherwise.ts';
import { createOptionActs, type OptionActs } from './option-acts.ts';
import { type NamedOption, optionRoutes } from './option-routes.ts';
import { rowPlaceholder, rowsReference, rowTemplate } from './row-template.ts';

export const fitListCodes = {
  'list-as-question': 'A list is the numbered lines of a question, with its first page written out.',
  'fit-list': 'A page of a list holds fewer rows, as the platform shows no more at once.',
} as const;

const defaultPageSize = 9;

/** Shows a list as the platform can: with shorter pages, else as a numbered question over the rows of its first page. */
export const fitList = (node: ListNode, place: NodeContext, context: LowerContext): readonly Node[] => {
  const { capabilities, report } = context;
  if (!capabilities.nodes.includes('list')) return numberedRows(node, place, context);
  const pageSize = node.pageSize ?? defaultPageSize;
  const most = capabilities.list ? capabilities.list.rows : undefined;
  // One more row is what turns the page.
  if (most === undefined || pageSize < most || most < 2) return [node];
  context.rewritten(node);
  report({
    code: 'fit-list',
    loss: 'degraded',
    at: node,
    reason: `The platform shows ${most} rows at once, so a page of this list holds ${most - 1}.`,
  });
  return [{ ...node, pageSize: most - 1 }];
};

const numberedRows = (node: ListNode, place: NodeContext, context: LowerContext): readonly Node[] => {
  const { capabilities } = context;
  context.rewritten(node);
  if (judgesOtherwise(context)) context.staysRewritten(node);
  const rows = rowsReference(node.rows);
  const most = rows === undefined ? 0 : Math.min(node.pageSize ?? defaultPageSize, longestPage);
  const isConditional =
    capabilities.conditions.includes('is-set') && capabilities.nodes.includes('condition') && capabilities.nodes.includes('assign');
  reportList(node, most, isConditional, context);
  const shown =
    rows === undefined
      ? []
      : Array.from({ length: most }, (_, index) => rowOption(node, rows, index, capabilities.conditions.includes('is-set')));
  return isConditional && rows !== undefined ? conditionalRows(node, rows, shown, place, context) : plainRows(node, shown, place, context);
};

// A text that nobody reads to the end helps nobody.
const longestPage = 20;

interface RowOption extends NamedOption {
  readonly description?: Template;
}

const rowOption = (node: ListNode, rows: Reference, index: number, isChecked: boolean): RowOption => {
  const inRow = (template: Template): Template => rowTemplate(template, rows, index);
  const label = inRow(node.label);
  const value = inRow(node.value ?? node.label);
  return {
    from: node,
    id: `row-${index}`,
    label,
    value,
    ...(node.description !== undefined && { description: inRow(node.description) }),
    action: { kind: 'reply' },
    index,
    ...(isChecked && { presence: isSet(rows, index) }),
    set: node.variable === undefined ? [] : [{ variable: node.variable, value: { value, label, index } }],
  };
};

const isSet = (rows: Reference, index: number): Predicate => ({ left: { template: rowPlaceholder(rows, index) }, op: 'is-set' });

/** All rows in one text, also those that are not there. */
const plainRows = (node: ListNode, shown: readonly RowOption[], place: NodeContext, context: LowerContext): readonly Node[] => {
  const acts = actsOf(node, { node: node.id }, place, context);
  const routes = routesOf(node, shown, place, context, acts);
  return [{ ...baseOf(node), kind: 'question', text: numberedText(node.text, shown), routes }, ...acts.made];
};

/**
 * The text is put together in a variable, a row at a time for as long as there are rows. The first node sees whether there
 * are any; it is what the author's node was, so it is entered again by what led there.
 */
const conditionalRows = (
  node: ListNode,
  rows: Reference,
  shown: readonly RowOption[],
  place: NodeContext,
  context: LowerContext,
): readonly Node[] => {
  const { provenance } = context;
  const { delayMs, hooks, waits, platformOptions, id, name } = baseOf(node);
  const { before, ...later } = hooks ?? {};
  const ask = context.fresh(node, 'ask');
  const menu = `${node.id}-menu`;
  const soFar = printReference({ root: menu, segments: [] });
  const isEmptyRoute = ({ when }: Route): boolean => when === undefined || ('outcome' in when && when.outcome === 'empty');
  const empty = node.routes.filter(isEmptyRoute).sort((one, other) => Number(one.when === undefined) - Number(other.when === undefined));
  const acts = actsOf(node, { node: ask.id }, place, context);
  const made: Node[] = [];
  for (const [index, option] of shown.entries()) {
    const text = index === 0 ? numberedText(node.text, [option]) : lines(soFar, numberedText('', [option], index + 1));
    const assign: Node = { ...context.fresh(node, `row-${index + 1}`), kind: 'assign', set: [{ variable: menu, value: text }], routes: [] };
    if (index > 0) {
      const route: Route = { if: isSet(rows, index), to: { node: assign.id } };
      made.push({ ...context.fresh(node, `more-${index}`), kind: 'condition', routes: [route], next: { node: ask.id } });
    }
    made.push(assign);
  }
  const firstRow = made[0];
  const first: Node = {
    id,
    name,
    kind: 'condition',
    ...(before && { hooks: { before } }),
    ...(platformOptions && { platformOptions }),
    routes: [
      ...(firstRow ? [{ if: isSet(rows, 0), to: { node: firstRow.id } }] : []),
      ...empty.map((route) => {
        const { when: _empty, ...rest } = route;
        return provenance.derive({ ...rest, to: settled(route.to, id, place.following) }, route);
      }),
    ],
    next: place.onward,
  };
  const question: Node = {
    ...ask,
    kind: 'question',
    text: soFar,
    ...(delayMs !== undefined && { delayMs }),
    ...(waits !== undefined && { waits }),
    ...(Object.keys(later).length > 0 && { hooks: later }),
    routes: routesOf(node, shown, place, context, acts),
  };
  return [first, ...made, question, ...acts.made];
};

const baseOf = ({ id, name, waits, delayMs, hooks, platformOptions }: ListNode) => ({
  id,
  name,
  ...(waits !== undefined && { waits }),
  ...(delayMs !== undefined && { delayMs }),
  ...(hooks && { hooks }),
  ...(platformOptions && { platformOptions }),
});

/** A row that is named leaves by `chosen`, whatever else the routes say; any other reply meets the author's other routes. */
const routesOf = (
  node: ListNode,
  shown: readonly RowOption[],
  place: NodeContext,
  { author, capabilities, provenance, semantics }: LowerContext,
  acts: OptionActs,
): readonly Route[] => {
  const isOutcome = ({ when }: Route, outcome: string): boolean => when !== undefined && 'outcome' in when && when.outcome === outcome;
  const chosen = node.routes.filter((route) => isOutcome(route, 'chosen'));
  const always = node.routes.filter(({ when }) => when === undefined);
  const candidates = [...chosen, ...always].map((route) => ({ route, takes: () => true, own: false }));
  const made = optionRoutes(shown, candidates, {
    provenance,
    replies: capabilities.replies,
    author,
    semantics,
    acts,
    onward: place.onward,
  });
  const others = node.routes.filter((route) => !isOutcome(route, 'chosen') && !isOutcome(route, 'empty'));
  return [...made, ...others].map((route) =>
    typeof route.to === 'string' ? provenance.derive({ ...route, to: settled(route.to, node.id, place.following) }, route) : route,
  );
};

const actsOf = (node: ListNode, ask: Target, { following }: NodeContext, context: LowerContext): OptionActs =>
  createOptionActs(node, { ask, settled: (to) => settled(to, node.id, following) }, context);

const settled = (to: Target, id: string, following: Target): Target => (to === 'repeat' ? { node: id } : to === 'next' ? following : to);

const reportList = (node: ListNode, most: number, isConditional: boolean, { report }: LowerContext): void => {
  const lost = [
    most === 0
      ? 'Its rows cannot be read one by one, as they are not one placeholder alone.'
      : `Only its first ${most} rows are there, and are named by their numbers; pages do not turn.`,
    ...(most > 0 && !isConditional ? ['Rows that are missing leave an empty line, and a list without rows is shown.'] : []),
    ...(node.filter === undefined && node.exclude === undefined ? [] : ['Its filter is not applied.']),
  ];
  report({
    code: 'list-as-question',
    loss: 'degraded',
    at: node,
    reason: `The platform has no lists, so this one is the numbered lines of a question. ${lost.join(' ')}`,
  });
};
