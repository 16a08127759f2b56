import type {
  ApiWhenInput,
  Capabilities,
  NodeInput,
  OutcomeCapability,
  PlatformAdapter,
  PredicateInput,
  RouteInput,
  WhenInput,
} from '@dragoman/core';
import { integrationFor } from './integration-for.ts';
import { fieldOf, type Sample, sampleBot, say } from './sample.ts';

/** A route's match for each way a call can end. */
export const outcomeMatches: { readonly [O in OutcomeCapability]: ApiWhenInput } = {
  value: { value: '404' },
  status: 404,
  class: '4xx',
  success: 'success',
  failure: 'failure',
  timeout: 'timeout',
  error: 'error',
  'max-connection': 'max-connection',
  other: 'other',
};

/** A bot for each outcome of a call. */
export const outcomeSamples = (adapter: PlatformAdapter): readonly Sample[] =>
  adapter.capabilities.outcomes.map((outcome) => ({
    title: `outcome ${outcome}`,
    bot: sampleBot(
      adapter,
      [
        {
          id: 'first',
          kind: 'api',
          integration: 'call',
          routes: [
            ...complement(outcome, adapter.capabilities),
            { when: outcomeMatches[outcome], to: 'far' },
          ] as readonly RouteInput<ApiWhenInput>[],
        },
        say(adapter.capabilities, 'near', 'Near.'),
        say(adapter.capabilities, 'far', 'Far.'),
      ],
      { integrations: [integrationFor(adapter.capabilities)] },
    ),
    probe: fieldOf('api', 'ways'),
  }));

// A failure of its own, so that success and the outcome lead to different places on platforms that ask for both.
const complement = (outcome: OutcomeCapability, { outcomes }: Capabilities): readonly RouteInput<ApiWhenInput>[] =>
  outcome !== 'success' && outcomes.includes('success') ? [{ when: 'success', to: 'near' }] : [];

/** A bot for each way to tell replies apart. */
export const replySamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const asks = capabilities.nodes.includes('question');
  const chooses = capabilities.nodes.includes('choice') && capabilities.choice !== false;
  return capabilities.replies.flatMap((reply): readonly Sample[] => {
    if (reply === 'option') return chooses ? [replySample(adapter, reply, choice)] : [];
    return asks || chooses ? [replySample(adapter, reply, asks ? question : choice)] : [];
  });
};

const question = { id: 'first', kind: 'question', text: 'Which?' } as const;
const choice = { id: 'first', kind: 'choice', text: 'Which?', options: ['One', 'Two'] } as const;

const replySample = (adapter: PlatformAdapter, reply: Capabilities['replies'][number], node: typeof question | typeof choice): Sample => ({
  title: `reply ${reply}`,
  bot: sampleBot(adapter, [
    { ...node, routes: [{ when: replyMatches[reply], to: 'far' }] } as NodeInput,
    say(adapter.capabilities, 'near', 'Near.'),
    say(adapter.capabilities, 'far', 'Far.'),
  ]),
  probe: fieldOf(node.kind, 'ways'),
});

const replyMatches: { readonly [R in Capabilities['replies'][number]]: WhenInput } = {
  equals: { equals: 'two' },
  pattern: { pattern: '*two*' },
  regex: { regex: '^2$' },
  validation: { regex: '^2$' },
  intent: { intent: 'two' },
  option: { option: 'two' },
  'no-match': 'no-match',
};

/** A bot for each thing a route may carry, each place it may lead to, and each operator of its condition. */
export const routeSamples = (adapter: PlatformAdapter): readonly Sample[] => {
  const { capabilities } = adapter;
  const carrier = carrierOf(capabilities);
  if (carrier === undefined) return [];
  const sample = (title: string, more: object, flows: Parameters<typeof sampleBot>[2] = {}): Sample => ({
    title,
    bot: sampleBot(
      adapter,
      [
        { ...carrier.node, routes: [{ ...(carrier.when && { when: carrier.when }), to: 'far', ...more }] } as unknown as NodeInput,
        say(capabilities, 'near', 'Near.'),
        say(capabilities, 'far', 'Far.'),
      ],
      { ...flows, ...(carrier.node.kind === 'api' && { integrations: [integrationFor(capabilities)] }) },
    ),
    probe: fieldOf(carrier.node.kind, 'ways'),
  });
  const other = {
    flows: [{ id: 'other', name: 'Other', nodes: [say(capabilities, 'elsewhere', 'Elsewhere.'), say(capabilities, 'beyond', 'Beyond.')] }],
  };
  const targets: { readonly [T in Capabilities['targets'][number]]: () => Sample } = {
    flow: () => sample('target flow', { to: { flow: 'other' } }, other),
    'node-of-other-flow': () => sample('target node of another flow', { to: 'beyond' }, other),
    repeat: () => sample('target repeat', { to: 'repeat' }),
    'end-flow': () => sample('target end of flow', { to: { end: 'flow' } }),
    'end-conversation': () => sample('target end of conversation', { to: { end: 'conversation' } }),
  };
  const carried: { readonly [R in Capabilities['routes'][number]]: () => readonly Sample[] } = {
    if: () =>
      capabilities.conditions.flatMap((operator) => {
        const predicate = predicateFor(operator, capabilities);
        return predicate === undefined ? [] : [sample(`if ${operator}`, { if: predicate })];
      }),
    set: () => [sample('set', { set: [{ variable: 'answer', value: 'two' }] })],
    'set-text': () => [sample('set text', { set: [{ variable: 'answer', value: 'It is {{other}}' }] })],
    say: () => [sample('say', { say: 'So be it.' })],
    'say-on-no-match': () =>
      capabilities.replies.includes('no-match')
        ? [sample('say on no match', { when: { outcome: 'no-match' }, say: 'That again, please.' })]
        : [],
    'exclude-replies': () => carried.exclude(),
    exclude: () =>
      carrier.when && 'pattern' in carrier.when ? [sample('exclude', { when: { ...carrier.when, exclude: ['*too*'] } })] : [],
  };
  return [...capabilities.targets.map((target) => targets[target]()), ...capabilities.routes.flatMap((entry) => carried[entry]())];
};

/** The node whose routes the samples are made of. */
const carrierOf = ({
  nodes,
  replies,
  outcomes,
  choice: menu,
}: Capabilities):
  | { readonly node: { readonly kind: string }; readonly when?: { readonly pattern: string } | (WhenInput & object) }
  | undefined => {
  if (nodes.includes('question') && replies.includes('pattern')) return { node: question, when: { pattern: '*two*' } };
  if (nodes.includes('question') && replies.includes('equals')) return { node: question, when: { equals: 'two' } };
  if (nodes.includes('choice') && menu !== false && replies.includes('option')) return { node: choice, when: { option: 'two' } };
  if (nodes.includes('api') && outcomes.includes('failure'))
    return { node: { id: 'first', kind: 'api', integration: 'call' } as { readonly kind: string }, when: { is: 'failure' } };
  return undefined;
};

const predicateFor = (operator: Capabilities['conditions'][number], { conditions }: Capabilities): PredicateInput | undefined => {
  const [simple] = conditions.filter((entry) => entry !== 'all' && entry !== 'any' && entry !== 'not');
  if (simple === undefined) return undefined;
  const compare = (op: typeof simple, left: string): PredicateInput =>
    op === 'is-set' ? { left, op } : { left, op, right: op === 'less' || op === 'greater' ? 3 : 'two' };
  if (operator === 'all' || operator === 'any')
    return { [operator]: [compare(simple, 'answer'), compare(simple, 'other')] } as unknown as PredicateInput;
  return operator === 'not' ? { not: compare(simple, 'answer') } : compare(operator, 'answer');
};
