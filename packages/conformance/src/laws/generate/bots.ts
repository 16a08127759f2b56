import type { BotInput, Capabilities, FlowInput, Semantics, TriggerInput, VariableInput } from '@dragoman/core';
import * as fc from 'fast-check';
import { textMatches } from './matches.ts';
import { type NodePlan, nodeInput, nodes } from './nodes.ts';
import { type IntegrationPlan, integrations } from './requests.ts';
import type { GenerateOptions } from './routes.ts';
import { intents, variableNames } from './vocabulary.ts';
import type { World } from './world.ts';

export interface BotOptions extends GenerateOptions {
  readonly semantics: fc.Arbitrary<Partial<Semantics>>;
  readonly maxNodes?: number;
}

/**
 * Bots of what the capabilities list. They shrink towards one flow of one node: what refers to something that is gone
 * refers to something else there is.
 */
export const bots = (options: BotOptions): fc.Arbitrary<BotInput> => {
  const { capabilities, maxNodes = 7 } = options;
  const hasSeveralFlows = capabilities.targets.includes('flow') || textual(capabilities);
  const flowNodes = fc.array(nodes(options), { minLength: 1, maxLength: maxNodes });
  const trigger = triggers(capabilities);
  const flow = fc.record({
    nodes: flowNodes,
    triggers: trigger ? fc.array(trigger, { maxLength: 2 }) : fc.constant([]),
    hasStart: start(capabilities),
  });
  return fc
    .record({
      first: flow,
      opening: openings(capabilities),
      others: fc.array(flow, { maxLength: hasSeveralFlows ? 2 : 0 }),
      fallback: capabilities.flows.includes('fallback') ? fc.option(flow, { freq: 1, nil: undefined }) : fc.constant(undefined),
      integrations: fc.array(integrations(capabilities), { minLength: 1, maxLength: 2 }),
      variables: fc.array(variables(capabilities), { maxLength: 3 }),
      semantics: options.semantics,
    })
    .map((plan): BotInput => {
      const opening = plan.opening ? [plan.opening] : [];
      const flows: readonly FlowPlan[] = [
        { ...plan.first, id: 'first', kind: 'standard', triggers: carried([...opening, ...plan.first.triggers], capabilities) },
        ...plan.others.map(
          (other, index): FlowPlan => ({
            ...other,
            id: `other-${index + 1}`,
            kind: 'standard',
            triggers: carried(other.triggers, capabilities),
          }),
        ),
        ...(plan.fallback ? [{ ...plan.fallback, id: 'fallback', kind: 'fallback' as const, triggers: [] }] : []),
      ];
      return assemble(plan.integrations, plan.variables, flows, plan.semantics);
    });
};

interface FlowPlan {
  readonly id: string;
  readonly kind: 'standard' | 'fallback';
  readonly triggers: readonly TriggerInput[];
  readonly nodes: readonly NodePlan[];
  readonly hasStart: boolean;
}

const textual = ({ triggers: listed }: Capabilities): boolean =>
  listed.some((trigger) => trigger === 'equals' || trigger === 'pattern' || trigger === 'regex');

const start = ({ nodes: listed }: Capabilities): fc.Arbitrary<boolean> =>
  listed.includes('start') ? fc.constantFrom(false, false, true) : fc.constant(false);

/** What surely starts the first flow, so that conversations begin. */
const openings = (capabilities: Capabilities): fc.Arbitrary<TriggerInput | undefined> => {
  const { triggers: listed } = capabilities;
  const ways: TriggerInput[] = [
    ...(listed.includes('session-start') && !textual(capabilities) ? [{ kind: 'event' as const, event: 'session-start' as const }] : []),
    ...(listed.includes('pattern') ? [{ kind: 'text' as const, pattern: '*' }] : []),
    ...(listed.includes('equals') ? [{ kind: 'text' as const, equals: 'order' }] : []),
  ];
  return ways.length === 0 ? fc.constant(undefined) : fc.constantFrom(...ways);
};

const triggers = (capabilities: Capabilities): fc.Arbitrary<TriggerInput> | undefined => {
  const { triggers: listed, reach: reaches } = capabilities;
  const reach = reaches.includes('bot')
    ? fc.constantFrom<TriggerInput['reach'][]>('flow', 'flow', 'flow', 'bot')
    : fc.constant('flow' as const);
  const texts = textMatches(listed, capabilities);
  const ways: fc.Arbitrary<TriggerInput>[] = [
    ...(texts ? [fc.tuple(texts, reach).map(([match, how]) => ({ kind: 'text', ...match, reach: how }) as TriggerInput)] : []),
    ...(listed.includes('intent')
      ? [fc.tuple(fc.constantFrom(...intents), reach).map(([intent, how]) => ({ kind: 'intent', intent, reach: how }) as TriggerInput)]
      : []),
    ...(listed.includes('session-start') ? [fc.constant<TriggerInput>({ kind: 'event', event: 'session-start' })] : []),
    ...(listed.includes('flow-completed') ? [fc.constant<TriggerInput>({ kind: 'event', event: 'flow-completed' })] : []),
    ...(listed.includes('handoff-failed') ? [fc.constant<TriggerInput>({ kind: 'event', event: 'handoff-failed' })] : []),
  ];
  return ways.length === 0 ? undefined : fc.oneof(...ways);
};

/** Each once, and of intents no more than one flow may have. */
const carried = (list: readonly TriggerInput[], { intents: { count } }: Capabilities): readonly TriggerInput[] => {
  const distinct = [...new Map(list.map((trigger) => [JSON.stringify(trigger), trigger])).values()];
  const beyond = count === undefined ? [] : distinct.filter(({ kind }) => kind === 'intent').slice(count);
  return distinct.filter((trigger) => !beyond.includes(trigger));
};

const variables = ({ scopes, variableFields }: Capabilities): fc.Arbitrary<VariableInput> =>
  fc
    .record({
      name: fc.constantFrom(...variableNames),
      scope: fc.constantFrom(...scopes),
      type: variableFields.includes('type')
        ? fc.constantFrom('text' as const, 'text' as const, 'number' as const)
        : fc.constant('text' as const),
      initial: variableFields.includes('initial') ? fc.constantFrom(undefined, undefined, 'yes', 'say "{{v2}}"') : fc.constant(undefined),
    })
    .map(({ initial, type, ...variable }) => ({
      ...variable,
      type,
      ...(initial !== undefined && { initial: type === 'number' ? 42 : initial }),
    }));

const assemble = (
  calls: readonly ((number: number) => IntegrationPlan)[],
  declared: readonly VariableInput[],
  flows: readonly FlowPlan[],
  semantics: Partial<Semantics>,
): BotInput => {
  let count = 0;
  const placed = flows.map((flow, index) => ({
    ...flow,
    nodes: flow.nodes.map((plan, position) => {
      count += 1;
      const offset = flow.hasStart ? 1 : 0;
      return { plan, id: `n${count}`, place: { flow: index, index: position + offset, isLast: position === flow.nodes.length - 1 } };
    }),
  }));
  const plans = calls.map((make, index) => make(index + 1));
  const world: World = {
    variables: variableNames,
    responses: plans.map(({ names }) => names),
    integrations: plans.map((_, index) => `call-${index + 1}`),
    flows: placed.map(({ id, kind, nodes: [first], hasStart }) => ({
      id,
      opensWaiting: !hasStart && (first?.plan.isAnchor ?? false),
      canBeReached: kind === 'standard',
    })),
    nodes: placed.flatMap((flow) => flow.nodes.map(({ plan, id, place }) => ({ id, place, isAnchor: plan.isAnchor }))),
  };
  const nowhere = { flow: 0, index: 0, isLast: true };
  return {
    id: 'generated',
    semantics,
    variables: [...new Map(declared.map((variable) => [variable.name, variable])).values()],
    integrations: plans.map(({ make }) => make(world, nowhere)),
    flows: placed.map(
      ({ id, kind, triggers: given, nodes: list, hasStart }): FlowInput => ({
        id,
        name: `Flow ${id}`,
        kind,
        triggers: given,
        nodes: [
          ...(hasStart ? [{ id: `start-${id}`, name: `Start ${id}`, kind: 'start' as const }] : []),
          ...list.map(({ plan, id: node, place }) => nodeInput(node, plan, plan.make(world, place))),
        ],
      }),
    ),
  };
};
