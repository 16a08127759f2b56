import type { ChoiceCapability, CoreNodeKind, NodeInput, OptionInput, RouteInput, Row } from '@dragoman/core';
import * as fc from 'fast-check';
import { contents, options as optionLists } from './contents.ts';
import { bodies, rows } from './requests.ts';
import { assignments, conditionRoutes, type GenerateOptions, outcomeRoutes, replyRoutes, routesOn } from './routes.ts';
import { targets } from './targets.ts';
import { sentences, templates } from './templates.ts';
import { nameEndings } from './vocabulary.ts';
import { type Make, pick } from './world.ts';

type Fields = { readonly kind: CoreNodeKind; readonly [field: string]: unknown };

export interface NodePlan {
  readonly kind: CoreNodeKind;
  /** Whether the conversation certainly waits here for the consumer. */
  readonly isAnchor: boolean;
  readonly ending: string;
  readonly make: Make<Fields>;
}

type Plan = Pick<NodePlan, 'make'> & { readonly isAnchor?: boolean };

/** Nodes of the kinds the capabilities list, in proportions that make conversations go on. */
export const nodes = (given: GenerateOptions): fc.Arbitrary<NodePlan> => {
  const listed = (Object.keys(kinds) as readonly (keyof typeof kinds)[]).filter(
    (kind) => given.capabilities.nodes.includes(kind) && canBeMade[kind]?.(given) !== false,
  );
  const plans = listed.map((kind) => ({ weight: weights[kind], arbitrary: plan(kind, given) }));
  return fc.oneof(...plans);
};

const pageSizes = ({ fixed: { pageSize, wholeList } }: GenerateOptions['capabilities']): fc.Arbitrary<number | undefined> =>
  pageSize === undefined ? fc.constantFrom(undefined, 2, 5) : fc.constantFrom(undefined, wholeList);

/** What else a kind needs than to be listed. */
const canBeMade: { readonly [kind: string]: (given: GenerateOptions) => boolean } = {
  choice: ({ capabilities }) => capabilities.choice !== false,
  list: ({ capabilities }) => capabilities.list !== false && capabilities.response.includes('rows'),
  api: ({ capabilities }) => capabilities.methods.length > 0,
  // What another platform brought.
  platform: ({ isFree }) => isFree,
};

const plan = (kind: keyof typeof kinds, given: GenerateOptions): fc.Arbitrary<NodePlan> =>
  fc
    .record({
      own: kinds[kind](given),
      next: fc.option(targets(given.capabilities, given), { freq: 3, nil: undefined }),
      ending: fc.constantFrom(...nameEndings),
      delayMs: given.capabilities.nodeFields.includes('delayMs')
        ? fc.constantFrom(undefined, undefined, undefined, 500)
        : fc.constant(undefined),
    })
    .map(({ own, next, ending, delayMs }) => ({
      kind,
      isAnchor: own.isAnchor ?? false,
      ending,
      make: (world, at) => ({
        ...own.make(world, at),
        kind,
        ...(delayMs !== undefined && { delayMs }),
        ...(next && !leaves.has(kind) && { next: next(world, at) }),
      }),
    }));

/** Kinds that say themselves where they go. */
const leaves: ReadonlySet<CoreNodeKind> = new Set(['jump', 'end']);

export const nodeInput = (id: string, { ending }: NodePlan, fields: Fields): NodeInput =>
  ({ id, name: `${id.toUpperCase()}${ending}`, ...fields }) as NodeInput;

type LongOption = Exclude<OptionInput, string>;

const withListedValue = (option: LongOption, choice: ChoiceCapability | false): LongOption => {
  const { value: _value, ...rest } = option;
  const kind = typeof option.action === 'object' ? option.action.kind : 'reply';
  return choice === false || choice.valued === undefined || choice.valued.includes(kind) ? option : rest;
};

/** Options that one choice of the platform can have, the first of those that do not go together. */
const together = (list: readonly OptionInput[], choice: ChoiceCapability | false): readonly LongOption[] => {
  const long = list.filter((option) => typeof option === 'object').map((option) => withListedValue(option, choice));
  if (choice === false) return long;
  const labels = new Set<string>();
  let apart: string | undefined;
  return long.filter(({ label, action }) => {
    const spelled = label.trim().toLowerCase();
    const kind = typeof action === 'object' && choice.apart?.includes(action.kind) ? action.kind : undefined;
    if ((choice.byLabel && labels.has(spelled)) || (kind !== undefined && apart !== undefined && kind !== apart)) return false;
    labels.add(spelled);
    apart ??= kind;
    return true;
  });
};

const weights: { readonly [K in keyof typeof kinds]: number } = {
  message: 8,
  question: 9,
  choice: 7,
  list: 2,
  api: 6,
  condition: 3,
  assign: 3,
  jump: 1,
  handoff: 1,
  wait: 1,
  end: 1,
  platform: 1,
};

const kinds = {
  message: ({ capabilities }): fc.Arbitrary<Plan> =>
    contents(capabilities).map((make) => ({ make: (world, at) => ({ kind: 'message', content: make(world, at) }) })),

  question: (given): fc.Arbitrary<Plan> => {
    const { capabilities } = given;
    const has = (field: 'variable' | 'retryText' | 'skipIfSet') => capabilities.questionFields.includes(field);
    const isSilent = capabilities.nodeFields.includes('waits')
      ? fc.constantFrom(false, false, false, false, false, false, false, true)
      : fc.constant(false);
    return fc
      .record({
        text: templates(capabilities, capabilities.text.length),
        variable: has('variable') ? fc.option(fc.nat(20), { freq: 5, nil: undefined }) : fc.constant(undefined),
        retryText: has('retryText')
          ? fc.option(templates(capabilities, capabilities.text.length), { freq: 1, nil: undefined })
          : fc.constant(undefined),
        skip: has('skipIfSet') ? fc.constantFrom(false, false, false, true) : fc.constant(false),
        isSilent,
        routes: replyRoutes(given),
      })
      .map(({ text, variable, retryText, skip, isSilent: silent, routes }) => ({
        isAnchor: !skip && !silent,
        make: (world, at) => ({
          kind: 'question',
          text: text(world, at),
          ...(variable !== undefined && { variable: pick(world.variables, variable) ?? 'v1' }),
          ...(retryText && { retryText: retryText(world, at) }),
          ...(skip && variable !== undefined && { skipIfSet: true }),
          ...(silent && { waits: false }),
          routes: routes(world, at),
        }),
      }));
  },

  choice: (given): fc.Arbitrary<Plan> => {
    const { capabilities } = given;
    const { choice } = capabilities;
    const max = choice === false ? 3 : Math.min(4, choice.options ?? 4);
    return fc
      .record({
        text: sentences(capabilities, capabilities.text.length),
        variable: fc.option(fc.nat(20), { nil: undefined }),
        options: optionLists(capabilities, {
          actions: choice === false ? [] : choice.actions,
          labelLength: choice === false ? undefined : choice.labelLength,
          descriptionLength: choice === false ? undefined : choice.descriptionLength,
          max,
        }),
        routes: replyRoutes(given, max),
      })
      .map(({ text, variable, options, routes }) => ({
        isAnchor: true,
        make: (world, at) => {
          const shown = together(
            options.map((make) => make(world, at)),
            choice,
          );
          return {
            kind: 'choice',
            text: text(world, at),
            options: shown,
            ...(variable !== undefined && { variable: pick(world.variables, variable) ?? 'v1' }),
            routes: routes(world, at).filter(
              ({ when }) => typeof when !== 'object' || !('option' in when) || shown.some(({ id }) => id === when.option),
            ),
          };
        },
      }));
  },

  list: (given): fc.Arbitrary<Plan> =>
    fc
      .record({
        text: sentences(given.capabilities, given.capabilities.text.length),
        variable: fc.option(fc.nat(20), { nil: undefined }),
        source: fc.nat(20),
        isTitled: fc.boolean(),
        pageSize: pageSizes(given.capabilities),
        filter: fc.constantFrom(undefined, undefined, undefined, 'e'),
        exclude: fc.constantFrom(undefined, undefined, undefined, 'd$'),
        routes: routesOn(
          (['chosen', 'no-match', 'empty'] as const).map((word) => fc.constant({ outcome: word })),
          given,
        ),
      })
      .map(({ text, variable, source, isTitled, pageSize, filter, exclude, routes }) => ({
        make: (world, at) => {
          const response = pick(world.responses, source);
          return {
            kind: 'list',
            text: text(world, at),
            rows: `{{${response?.variable ?? 'v1'}.$rows}}`,
            label: isTitled && response ? `${labelField(response.columns)}` : 'A {{item.name}}',
            value: '{{item.id}}',
            ...(variable !== undefined && { variable: pick(world.variables, variable) ?? 'v1' }),
            ...(pageSize !== undefined && { pageSize }),
            ...(filter !== undefined && { filter }),
            ...(exclude !== undefined && { exclude }),
            routes: routes(world, at),
          };
        },
      })),

  api: (given): fc.Arbitrary<Plan> => {
    const { capabilities } = given;
    const has = (part: 'node-query' | 'node-headers' | 'node-body') => capabilities.request.includes(part);
    const some = (part: 'node-query' | 'node-headers', prefix: string): fc.Arbitrary<Make<readonly Row[]> | undefined> =>
      has(part) ? fc.option(rows(capabilities, prefix), { freq: 1, nil: undefined }) : fc.constant(undefined);
    return fc
      .record({
        integration: fc.nat(20),
        query: some('node-query', 'nq'),
        headers: some('node-headers', 'x-node'),
        body: has('node-body') ? fc.option(bodies(capabilities), { freq: 1, nil: undefined }) : fc.constant(undefined),
        routes: outcomeRoutes(given),
      })
      .map(({ integration, query, headers, body, routes }) => ({
        make: (world, at) => {
          const isJudged = pick(world.responses, integration)?.isJudged === true;
          return {
            kind: 'api',
            integration: pick(world.integrations, integration) ?? 'call-1',
            ...(query && { query: query(world, at) }),
            ...(headers && { headers: headers(world, at) }),
            ...(body && { body: body(world, at) }),
            routes: isJudged && capabilities.valueAlone ? byValueAlone(routes(world, at)) : routes(world, at),
          };
        },
      }));
  },

  condition: (given): fc.Arbitrary<Plan> =>
    conditionRoutes(given).map((routes) => ({ make: (world, at) => ({ kind: 'condition', routes: routes(world, at) }) })),

  assign: (given): fc.Arbitrary<Plan> =>
    fc
      .array(assignments(given), { minLength: 1, maxLength: 2 })
      .map((set) => ({ make: (world, at) => ({ kind: 'assign', set: set.map((make) => make(world, at)) }) })),

  jump: (given): fc.Arbitrary<Plan> =>
    targets(given.capabilities, given).map((to) => ({ make: (world, at) => ({ kind: 'jump', to: to(world, at) }) })),

  handoff: (given): fc.Arbitrary<Plan> => {
    const { capabilities } = given;
    const { handoffFields } = capabilities;
    const text = (field: 'queue' | 'message') =>
      handoffFields.includes(field)
        ? fc.option(templates(capabilities, capabilities.text.length), { nil: undefined })
        : fc.constant(undefined);
    return fc
      .record({
        queue: text('queue'),
        message: text('message'),
        context: handoffFields.includes('context') ? fc.option(rows(capabilities, 'row'), { nil: undefined }) : fc.constant(undefined),
        routes: routesOn([fc.constant({ outcome: 'failed' })], given, 1),
      })
      .map(({ queue, message, context, routes }) => ({
        make: (world, at) => ({
          kind: 'handoff',
          ...(queue && { queue: queue(world, at) }),
          ...(message && { message: message(world, at) }),
          ...(context && { context: context(world, at) }),
          routes: routes(world, at),
        }),
      }));
  },

  wait: (given): fc.Arbitrary<Plan> =>
    fc
      .record({
        timeoutMs:
          given.capabilities.fixed.waitTimeoutMs === undefined
            ? fc.constantFrom(undefined, 30_000)
            : fc.constant(given.capabilities.fixed.waitTimeoutMs),
        variable: fc.option(fc.nat(20), { nil: undefined }),
        routes: routesOn(
          (['callback', 'timeout'] as const).map((word) => fc.constant({ outcome: word })),
          given,
          2,
        ),
      })
      .map(({ timeoutMs, variable, routes }) => ({
        make: (world, at) => ({
          kind: 'wait',
          reference: `payment-${at.flow}-${at.index}`,
          ...(timeoutMs !== undefined && { timeoutMs }),
          ...(variable !== undefined && { variable: pick(world.variables, variable) ?? 'v1' }),
          routes: routes(world, at),
        }),
      })),

  // Whoever lists the kind can end both: only a route needs more than that.
  end: (): fc.Arbitrary<Plan> =>
    fc.boolean().map((conversation) => ({
      make: () => ({ kind: 'end', ...(conversation && { conversation }) }),
    })),

  platform: (): fc.Arbitrary<Plan> =>
    fc.nat(9).map((raw) => ({ make: () => ({ kind: 'platform', adapter: 'elsewhere', raw: { carousel: raw }, routes: [] }) })),
} satisfies { readonly [kind: string]: (given: GenerateOptions) => fc.Arbitrary<Plan> };

/** What a platform can route that sees nothing of a response but a value; with a way for every other response. */
const byValueAlone = (routes: readonly RouteInput[]): readonly RouteInput[] => {
  const kept = routes.filter(({ when }) =>
    typeof when === 'object' ? 'value' in when : typeof when === 'string' && beyondResponses.has(when),
  );
  return kept.length === 0 || kept.some(({ when }) => when === 'other') ? kept : [...kept, { when: 'other', to: 'next' } as RouteInput];
};

const beyondResponses: ReadonlySet<string> = new Set(['timeout', 'error', 'max-connection', 'other']);

const labelField = (columns: readonly string[]): string => (columns.length > 0 ? `{{item.${columns[0]}}}` : '{{item.name}}');
