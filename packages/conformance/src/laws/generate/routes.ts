import type { ApiWhenInput, Assignment, Capabilities, ReplyMatch, RouteInput, StatusClass } from '@dragoman/core';
import * as fc from 'fast-check';
import { predicates, replyMatches, type Weighted } from './matches.ts';
import { targets } from './targets.ts';
import { lonePlaceholders, templates } from './templates.ts';
import { type Make, pick } from './world.ts';

export interface GenerateOptions {
  readonly capabilities: Capabilities;
  /** Whether the bot may also hold what no platform is asked to carry: dangling targets, parts of other platforms. */
  readonly isFree: boolean;
}

/** Writes to variables. */
export const assignments = ({ capabilities }: GenerateOptions): fc.Arbitrary<Make<Assignment>> => {
  const value: fc.Arbitrary<Make<Assignment['value']>> = fc.oneof(
    { weight: 3, arbitrary: templates(capabilities) },
    { weight: 2, arbitrary: lonePlaceholders(capabilities) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(42, true, null, 'yes').map(
        (literal): Make<Assignment['value']> =>
          () =>
            literal,
      ),
    },
  );
  return fc
    .record({ variable: fc.nat(20), value, scope: fc.constantFrom(undefined, undefined, undefined, ...capabilities.scopes) })
    .map(({ variable, value: make, scope }) => (world, at) => ({
      variable: pick(world.variables, variable) ?? 'v1',
      value: make(world, at),
      ...(scope !== undefined && { scope }),
    }));
};

/** What a route says beside when it is taken. `if` must not decide alone unless the platform can tell. */
const rest = (options: GenerateOptions): fc.Arbitrary<Make<Omit<RouteInput, 'when'>>> => {
  const { capabilities } = options;
  const rare = <T>(isListed: boolean, arbitrary: fc.Arbitrary<T> | undefined): fc.Arbitrary<T | undefined> =>
    isListed && arbitrary ? fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary }) : fc.constant(undefined);
  return fc
    .record({
      to: targets(capabilities, options),
      condition: rare(capabilities.routes.includes('if'), predicates(capabilities)),
      set: rare(capabilities.routes.includes('set') || capabilities.routes.includes('set-text'), assignments(options)),
      say: rare(
        capabilities.routes.includes('say') || capabilities.routes.includes('say-on-no-match'),
        templates(capabilities, capabilities.text.length),
      ),
    })
    .map(({ to, condition, set, say }) => (world, at) => ({
      ...(condition && { if: condition(world, at) }),
      ...writes(set?.(world, at), capabilities),
      ...(say && { say: say(world, at) }),
      to: to(world, at),
    }));
};

export const routesOn = <W>(
  whens: readonly (fc.Arbitrary<W> | Weighted<W>)[],
  options: GenerateOptions,
  maxLength = 3,
): fc.Arbitrary<Make<readonly RouteInput<W>[]>> =>
  whens.length === 0
    ? fc.constant(() => [])
    : fc
        .uniqueArray(fc.record({ when: fc.oneof(...(whens as readonly Weighted<W>[])), rest: rest(options) }), {
          maxLength,
          selector: ({ when }) => JSON.stringify(when),
        })
        .map(
          (routes) => (world, at) =>
            routes.map(({ when, rest: make }) => {
              const { say, ...more } = make(world, at);
              return { when, ...more, ...(say !== undefined && saysOn(when, options.capabilities) && { say }) };
            }),
        );

const writes = (assignment: Assignment | undefined, { routes }: Capabilities): Pick<RouteInput, 'set'> =>
  assignment && (routes.includes('set') || typeof assignment.value === 'string') ? { set: [assignment] } : {};

const saysOn = (when: unknown, { routes }: Capabilities): boolean =>
  routes.includes('say') || (typeof when === 'object' && when !== null && 'outcome' in when && when.outcome === 'no-match');

/** Routes of a node that waits for the consumer; the last may take whatever is said. */
export const replyRoutes = (options: GenerateOptions, optionCount = 0): fc.Arbitrary<Make<readonly RouteInput[]>> =>
  fc
    .tuple(
      routesOn<ReplyMatch>(replyMatches(options.capabilities, optionCount), options),
      fc.option(targets(options.capabilities, options), { freq: 2, nil: undefined }),
    )
    .map(([make, last]) => (world, at) => [...make(world, at), ...(last ? [{ to: last(world, at) }] : [])]);

/** Routes of an api node. */
export const outcomeRoutes = (options: GenerateOptions): fc.Arbitrary<Make<readonly RouteInput[]>> => {
  const { outcomes } = options.capabilities;
  const words = (['success', 'failure', 'timeout', 'error', 'max-connection', 'other'] as const).filter((word) => outcomes.includes(word));
  const whens: fc.Arbitrary<ApiWhenInput>[] = [
    ...(words.length > 0 ? [fc.constantFrom<ApiWhenInput>(...words)] : []),
    ...(outcomes.includes('status') ? [fc.constantFrom<ApiWhenInput>(200, 201, 404, 500)] : []),
    ...(outcomes.includes('class') ? [fc.constantFrom<ApiWhenInput[]>('2xx', '4xx', '5xx' satisfies StatusClass)] : []),
    ...(outcomes.includes('value')
      ? [fc.constantFrom<ApiWhenInput[]>({ value: 'blue' }, { value: 'sent' }, { value: '404' }, { value: '42' })]
      : []),
  ];
  return routesOn<ApiWhenInput>(whens, options, 4);
};

/** Routes of a node that goes by variables alone: each with a condition, then one without. */
export const conditionRoutes = (options: GenerateOptions): fc.Arbitrary<Make<readonly RouteInput[]>> => {
  const { capabilities } = options;
  const condition = predicates(capabilities);
  const to = targets(capabilities, options);
  const conditional = condition ? fc.array(fc.tuple(condition, to), { minLength: 1, maxLength: 2 }) : fc.constant([]);
  return fc.tuple(conditional, fc.option(to, { freq: 2, nil: undefined })).map(([routes, last]) => (world, at) => [
    ...routes.map(([when, target]) => ({ if: when(world, at), to: target(world, at) })),
    ...(last ? [{ to: last(world, at) }] : []),
  ]);
};
