import { type BotInput, type Capabilities, neutralCapabilities, type Semantics } from '@dragoman/core';
import * as fc from 'fast-check';
import { bots } from './bots.ts';

/** The whole neutral model, but for scripts: what an author's script does, a platform without them cannot be asked to do. */
const wholeModel: Capabilities = {
  ...neutralCapabilities,
  nodes: neutralCapabilities.nodes.filter((kind) => kind !== 'script'),
  triggers: ['equals', 'pattern', 'regex', 'intent', 'session-start', 'flow-completed', 'handoff-failed'],
  hooks: [],
  scripts: [],
  botScripts: [],
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  call: ['timeoutMs'],
  response: ['fields', 'rows', 'perRow', 'to', 'type', 'jsonpath', 'keep', 'text'],
  reads: ['$status', '$outcome', '$body', '$rows', '$count', 'path', 'computed', 'env', 'session', 'item'],
  variableFields: ['initial', 'type'],
  choice: { actions: ['reply', 'url', 'phone', 'location'] },
  rich: false,
};

/** What most bots use. */
const common: Capabilities = {
  ...wholeModel,
  nodes: ['message', 'question', 'choice', 'api', 'condition', 'assign', 'jump', 'end'],
  triggers: ['equals', 'pattern'],
  reach: ['flow'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow'],
  outcomes: ['success', 'failure'],
  replies: ['equals', 'option'],
  routes: [],
  conditions: ['equals', 'is-set'],
  nodeFields: [],
  questionFields: ['variable', 'retryText'],
  methods: ['GET'],
  request: ['query', 'headers'],
  call: ['timeoutMs'],
  response: ['fields'],
  reads: ['env'],
  scopes: ['session'],
  variableFields: [],
  choice: { actions: ['reply'] },
  card: false,
  media: [],
  contents: { count: 2 },
};

type Lists = { readonly [K in keyof Capabilities as Capabilities[K] extends readonly string[] ? K : never]: Capabilities[K] };

/** What few bots use, together. */
type Rarity = { readonly [K in keyof Lists]?: Lists[K] } & Partial<Pick<Capabilities, 'choice' | 'card'>>;

const rarities: readonly Rarity[] = [
  { nodes: ['start'] },
  { nodes: ['list'], response: ['rows', 'perRow'] },
  { nodes: ['handoff'], handoffFields: ['queue', 'message', 'context'], triggers: ['handoff-failed'] },
  { nodes: ['wait'] },
  { nodes: ['platform'] },
  { triggers: ['regex', 'intent'], replies: ['regex', 'intent'] },
  { triggers: ['flow-completed'] },
  { reach: ['flow', 'bot'] },
  { flows: ['fallback'] },
  { targets: ['end-conversation'] },
  { outcomes: ['status', 'class'] },
  { outcomes: ['timeout', 'error', 'max-connection', 'other'] },
  { outcomes: ['value'], response: ['jsonpath'] },
  { replies: ['no-match'] },
  { replies: ['pattern'], routes: ['exclude'] },
  { triggers: ['session-start'] },
  { routes: ['if'], conditions: ['not'] },
  { routes: ['set', 'say'] },
  { conditions: ['contains', 'starts', 'ends', 'all', 'any'] },
  { conditions: ['regex', 'less', 'greater'] },
  { nodeFields: ['waits', 'delayMs'] },
  { questionFields: ['skipIfSet'] },
  { methods: ['POST', 'PUT', 'PATCH'], request: ['json', 'node-body'] },
  { methods: ['POST', 'DELETE'], request: ['form', 'text'] },
  { request: ['node-query', 'node-headers'] },
  { response: ['to', 'type', 'keep'] },
  { response: ['rows', 'perRow', 'text'], reads: ['$rows', '$count'] },
  { reads: ['$status', '$outcome', '$body', 'path', 'computed', 'session'] },
  { scopes: ['turn', 'flow', 'contact'] },
  { variableFields: ['initial', 'type'] },
  { choice: { actions: ['reply', 'url', 'phone', 'location'] } },
  { card: {}, choice: { actions: ['reply', 'url'] }, media: ['image', 'document'] },
];

const withRarities = (chosen: readonly Rarity[]): Capabilities => {
  const listed = (name: keyof Lists): readonly string[] => [
    ...new Set([...common[name], ...chosen.flatMap((rarity) => rarity[name] ?? [])]),
  ];
  const names = (Object.keys(common) as readonly (keyof Capabilities)[]).filter((name): name is keyof Lists => Array.isArray(common[name]));
  const { choice = common.choice } = chosen.find((rarity) => rarity.choice !== undefined) ?? {};
  const { card = common.card } = chosen.find((rarity) => rarity.card !== undefined) ?? {};
  return { ...common, ...Object.fromEntries(names.map((name) => [name, listed(name)])), choice, card };
};

/** Mostly what an author gets who says nothing. */
const semantics: fc.Arbitrary<Partial<Semantics>> = fc.oneof(
  { weight: 40, arbitrary: fc.constant({}) },
  ...(
    [
      { failureText: '' },
      { noMatchText: 'Pardon?' },
      { resume: 'repeat' },
      { resumeAfterFallback: 'repeat' },
      { unmatchedReply: 'repeat' },
      { values: 'text' },
      { success: ['200', '201'] },
      { tapText: 'label' },
      { conditionCase: 'ignore' },
      { unsetText: 'placeholder' },
    ] satisfies Partial<Semantics>[]
  ).map((changed) => ({ weight: 1, arbitrary: fc.constant<Partial<Semantics>>(changed) })),
);

/** Bots as authors may write them, whatever a platform can carry: each uses a little of what few bots use. */
export const freeBots = (): fc.Arbitrary<BotInput> =>
  fc
    .oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 4, arbitrary: fc.subarray([...rarities], { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.subarray([...rarities], { minLength: 2, maxLength: 3 }) },
    )
    .chain((chosen) => bots({ capabilities: withRarities(chosen), isFree: true, semantics }));
