import type { CapabilitiesInput, Semantics } from '@dragoman/core';
import * as fc from 'fast-check';

/** Everything that small bots may hold. */
const all = {
  nodes: ['message', 'question', 'api', 'condition', 'assign', 'script', 'end'],
  triggers: ['pattern'],
  targets: ['flow', 'node-of-other-flow', 'repeat', 'end-flow', 'end-conversation'],
  outcomes: ['value', 'status', 'class', 'success', 'failure', 'timeout', 'error', 'max-connection', 'other'],
  replies: ['equals', 'pattern', 'regex', 'no-match'],
  routes: ['if', 'set', 'say', 'exclude'],
  conditions: ['equals', 'starts', 'ends', 'contains', 'regex', 'less', 'greater', 'is-set', 'all', 'any', 'not'],
  hooks: ['before', 'after', 'onReply'],
  nodeFields: ['waits'],
  questionFields: ['variable', 'retryText', 'skipIfSet'],
  scripts: ['es5'],
  methods: ['GET'],
  request: ['query', 'headers', 'node-query', 'node-headers'],
  response: ['fields', 'to'],
  reads: ['$status', '$outcome', 'user'],
  scopes: ['session'],
} as const satisfies CapabilitiesInput;

/** Mostly all of it, or all but little, so that platforms lose something here and there. */
const most = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(items) },
    { weight: 1, arbitrary: fc.subarray([...items], { minLength: Math.max(0, items.length - 2) }) },
    { weight: 1, arbitrary: fc.subarray([...items]) },
  );

/** What a platform may have of what small bots hold. */
export const smallPlatforms: fc.Arbitrary<CapabilitiesInput> = fc
  .record({
    nodes: most(all.nodes.filter((kind) => kind !== 'message')).map((kinds) => ['message' as const, ...kinds]),
    triggers: fc.constantFrom(['pattern' as const], ['regex' as const]),
    targets: most(all.targets),
    outcomes: most(all.outcomes),
    replies: most(all.replies),
    routes: most([...all.routes, 'say-on-no-match' as const]),
    conditions: most(all.conditions),
    nestedConditions: fc.boolean(),
    hooks: most(all.hooks),
    nodeFields: most(all.nodeFields),
    questionFields: most(all.questionFields),
    request: most(all.request),
    response: most(all.response),
    reads: most(all.reads),
    scripts: most(all.scripts),
  })
  .map((lists) => ({ ...all, ...lists }));

/** What a bot behaves like, and its platform too. */
export const smallSemantics: fc.Arbitrary<Partial<Semantics>> = fc.record({
  // What runs for ever need not run for long.
  chainLimit: fc.constant(30),
  failureText: fc.constantFrom('', 'No {{luck}}.'),
  success: fc.constantFrom<Semantics['success'][]>(['2xx'], ['200', '201'], ['2xx', '304'], ['200']),
  unmatchedReply: fc.constantFrom<Semantics['unmatchedReply'][]>('decline', 'repeat'),
  conditionCase: fc.constantFrom<Semantics['conditionCase'][]>('exact', 'ignore'),
  routeOrder: fc.constantFrom<Semantics['routeOrder'][]>('document', 'intent-first-no-match-last'),
});
