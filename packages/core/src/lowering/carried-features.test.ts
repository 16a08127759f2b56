import { describe, expect, test } from 'vitest';
import { type Capabilities, type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { BotInput, CredentialInput, NodeInput, TriggerInput } from '../input/bot-input.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { translationCodes } from './codes.ts';
import { requestCodes } from './integration-requests.ts';
import { createLowerContext } from './lower-context.ts';
import { lowerNodeFeatures } from './node-features.ts';
import { nodeFieldCodes } from './node-fields.ts';
import { nodeHookCodes } from './node-hooks.ts';
import { outcomeRouteCodes } from './outcome-routes.ts';
import { provenanceOf } from './provenance.ts';
import { replyMatchCodes } from './reply-matches.ts';
import { lowerRequests } from './requests.ts';
import { responseCodes } from './responses.ts';
import { routeActCodes } from './route-acts.ts';
import { routeConditionCodes } from './route-conditions.ts';
import { routeTargetCodes } from './route-targets.ts';
import { lowerRoutes } from './routes.ts';
import { lowerTemplateReads, templateReadCodes } from './template-reads.ts';
import { lowerTriggers, triggerCodes } from './triggers.ts';
import { uncallableCodes } from './uncallable.ts';
import { lowerVariables, variableCodes } from './variables.ts';

const lower = (input: BotInput, lists: CapabilitiesInput) => {
  const bot = normaliseBot(input);
  const provenance = provenanceOf(bot);
  const findings: string[] = [];
  const context = createLowerContext(bot, {
    adapter: 'acme',
    capabilities: completeCapabilities(lists) as Capabilities,
    semantics: { ...neutralSemantics, ...bot.semantics },
    nodeKinds: [],
    provenance,
    report: ({ code, at, loss = 'none' }) => void findings.push(`${code} ${provenance.placeOf(at)} ${loss}`),
  });
  const passes = [lowerTriggers, lowerVariables, lowerRequests, lowerNodeFeatures, lowerRoutes, lowerTemplateReads];
  return { bot: passes.reduce((made, pass) => pass(made, context), bot), findings };
};

const botWith = (nodes: readonly NodeInput[], more: Partial<BotInput> = {}): BotInput => ({
  id: 'bot',
  flows: [{ id: 'main', nodes }],
  ...more,
});

const ask: NodeInput = { id: 'ask', kind: 'question', text: 'Which?' };
const bye: NodeInput = { id: 'bye', kind: 'message', text: 'Bye' };
const script = { dialect: 'es5', source: 'set("a", 1)' };

const call = (
  more: object = {},
  nodes: readonly NodeInput[] = [{ id: 'go', kind: 'api', integration: 'call' }, bye],
  credential: Omit<CredentialInput, 'id'> = { kind: 'basic', fields: { user: 'a', password: { secret: 'P' } } },
): BotInput =>
  botWith(nodes, {
    credentials: [{ id: 'shop', ...credential }],
    integrations: [{ id: 'call', method: 'GET', url: 'https://a.example/', response: { variable: 'r' }, ...more }] as NonNullable<
      BotInput['integrations']
    >,
  });

const response = (fields: object): BotInput => call({ response: { variable: 'r', ...fields } });

const poor: CapabilitiesInput = {
  nodes: ['message', 'question', 'api'],
  targets: ['end-flow'],
  methods: ['GET'],
  questionFields: ['variable'],
};
const go = '/flows/0/nodes/0';
const it = '/integrations/0';

const losses: readonly (readonly [finding: string, bot: BotInput, lists?: Partial<CapabilitiesInput>])[] = [
  [
    `trigger-not-carried /flows/0/triggers/0 dropped`,
    { id: 'bot', flows: [{ id: 'main', triggers: [{ kind: 'intent', intent: 'x' }], nodes: [bye] }] },
  ],
  [
    `trigger-exclude-not-carried /flows/0/triggers/0 degraded`,
    { id: 'bot', flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: 'a*', exclude: ['ab'] }], nodes: [bye] }] },
    { triggers: ['pattern'] },
  ],
  [
    `trigger-reach-changed /flows/0/triggers/0 degraded`,
    { id: 'bot', flows: [{ id: 'main', triggers: [{ kind: 'text', pattern: 'a*', reach: 'bot' }], nodes: [bye] }] },
    { triggers: ['pattern'] },
  ],
  [
    `trigger-at-start-alone /flows/0/triggers/1 degraded`,
    {
      id: 'bot',
      flows: [
        {
          id: 'main',
          triggers: [
            { kind: 'text', equals: 'a' },
            { kind: 'text', pattern: '*' },
          ],
          nodes: [bye],
        },
      ],
    },
    { triggers: ['equals', 'session-start'] },
  ],
  [
    `trigger-order-changed /flows/1/triggers/0 degraded`,
    {
      id: 'bot',
      flows: [
        { id: 'main', triggers: [{ kind: 'text', pattern: 'a*' }], nodes: [bye] },
        { id: 'other', triggers: [{ kind: 'text', equals: 'ab' }], nodes: [{ id: 'b', kind: 'message', text: 'B' }] },
      ],
    },
    { triggers: ['regex'] },
  ],
  [
    `trigger-order-changed /flows/1/triggers/1 degraded`,
    {
      id: 'bot',
      flows: [
        { id: 'main', triggers: [{ kind: 'text', pattern: 'a|b' }], nodes: [bye] },
        {
          id: 'other',
          triggers: [
            { kind: 'text', pattern: 'c|d' },
            { kind: 'text', equals: 'a' },
          ],
          nodes: [{ id: 'b', kind: 'message', text: 'B' }],
        },
      ],
    },
    { triggers: ['equals'] },
  ],
  [`flow-not-carried /flows/0 dropped`, { id: 'bot', flows: [{ id: 'lost', kind: 'fallback', nodes: [bye] }] }],
  [`scope-not-carried /variables/0 degraded`, botWith([bye], { variables: [{ name: 'a', scope: 'contact' }] })],
  [`initial-not-carried /variables/0 dropped`, botWith([bye], { variables: [{ name: 'a', initial: 1 }] })],
  [`type-not-carried /variables/0 degraded`, botWith([bye], { variables: [{ name: 'a', type: 'number' }] })],
  [`sensitive-not-carried /variables/0 degraded`, botWith([bye], { variables: [{ name: 'a', sensitive: true }] })],
  [`bot-script-not-carried /scripts/init dropped`, botWith([bye], { scripts: { init: script } })],
  [`call-not-carried ${it} dropped`, call({ method: 'POST' })],
  [`call-not-carried ${go} dropped`, call({ kind: 'platform', adapter: 'other', raw: 1, method: undefined, url: undefined })],
  [`credential-not-carried ${it} dropped`, call({ credential: 'shop' })],
  [
    `credential-not-carried ${it} degraded`,
    call({ credential: 'shop' }, undefined, { kind: 'consumer-token', fields: { variable: 'login' } }),
    { request: ['headers'] },
  ],
  [`header-not-carried ${it}/headers/0 dropped`, call({ headers: [{ name: 'x', value: '1' }] })],
  [
    `header-conflict-not-carried ${go}/headers/0 degraded`,
    call({ headers: [{ name: 'x', value: '1' }] }, [
      { id: 'go', kind: 'api', integration: 'call', headers: [{ name: 'X', value: '2' }] },
      bye,
    ]),
    { request: ['headers'] },
  ],
  [`body-not-carried ${it}/body dropped`, call({ body: { json: { a: '{{r.$status}}' } } })],
  [`call-setting-not-carried ${it}/retry degraded`, call({ retry: { retries: 1 } })],
  [
    `pages-not-carried ${it}/pagination degraded`,
    call({ pagination: { next: { page: 'page' }, rows: '$.items' } }),
    { response: ['rows'] },
  ],
  [`pages-not-carried ${it}/pagination dropped`, call({ pagination: { next: { link: 'header' } } })],
  [`response-field-not-carried ${it}/response/fields/0 dropped`, response({ fields: [{ name: 'a', path: '$.a' }] })],
  [`response-rows-not-carried ${it}/response dropped`, response({ rows: '$.a[*]' })],
  [
    `response-variable-not-carried ${it}/response/fields/0 dropped`,
    response({ fields: [{ name: 'a', path: '$.a', to: 'b' }] }),
    { response: ['fields'] },
  ],
  [
    `response-type-not-carried ${it}/response/fields/0 degraded`,
    response({ fields: [{ name: 'a', path: '$.a', type: 'number' }] }),
    { response: ['fields'] },
  ],
  [`response-transform-not-carried ${it}/response/transform dropped`, response({ transform: script })],
  [`response-outcome-not-carried ${it}/response/outcome dropped`, response({ outcome: { jsonpath: '$.a' } })],
  [
    `response-missing-not-kept ${it}/response degraded`,
    response({ onMissing: 'keep', fields: [{ name: 'a', path: '$.a', to: 'b' }] }),
    { response: ['fields', 'to'] },
  ],
  [
    `response-missing-kept ${it}/response degraded`,
    response({ fields: [{ name: 'a', path: '$.a', to: 'b' }] }),
    { response: ['fields', 'to', 'keep-only'] },
  ],
  [`response-format-not-carried ${it}/response degraded`, response({ format: 'text' })],
  [`wait-not-carried ${go} dropped`, botWith([{ id: 'show', kind: 'message', text: 'Hi', waits: true }, bye]), { nodes: ['message'] }],
  [`delay-not-carried ${go} degraded`, botWith([{ ...bye, delayMs: 5 } as NodeInput])],
  [
    `retry-text-not-carried ${go} degraded`,
    botWith([{ ...ask, retryText: 'Again', routes: [{ when: { equals: 'a' }, to: 'bye' }] } as NodeInput, bye]),
  ],
  [`skip-not-carried ${go} dropped`, botWith([{ ...ask, variable: 'a', skipIfSet: true } as NodeInput, bye])],
  [`question-variable-not-carried ${go} dropped`, botWith([{ ...ask, variable: 'a' } as NodeInput, bye]), { questionFields: [] }],
  [`handoff-field-not-carried ${go} dropped`, botWith([{ id: 'person', kind: 'handoff', queue: 'a' }]), { nodes: ['handoff'] }],
  [
    `fixed-field-not-carried ${go} degraded`,
    botWith([{ id: 'hold', kind: 'wait', reference: 'a', timeoutMs: 5_000 }]),
    { nodes: ['wait'], fixed: { waitTimeoutMs: 60_000 } },
  ],
  [`hook-not-carried ${go}/hooks/after dropped`, botWith([{ ...bye, hooks: { after: script } } as NodeInput])],
  [`script-dialect-not-carried ${go} dropped`, botWith([{ id: 'run', kind: 'script', ...script }, bye]), { nodes: ['script', 'message'] }],
  [
    `reply-not-distinguished ${go}/routes/0 dropped`,
    botWith([{ ...ask, routes: [{ when: { intent: 'a' }, to: 'bye' }] } as NodeInput, bye]),
  ],
  [
    `exclude-not-carried ${go}/routes/0/when degraded`,
    botWith([{ ...ask, routes: [{ when: { pattern: 'a*', exclude: ['ab'] }, to: 'bye' }] } as NodeInput, bye]),
    { replies: ['pattern'] },
  ],
  [
    `condition-not-carried ${go}/routes/0 dropped`,
    botWith([{ ...ask, routes: [{ if: { left: 'a', op: 'is-set' }, to: 'bye' }] } as NodeInput, bye]),
  ],
  [
    `say-not-carried ${go}/routes/0 dropped`,
    botWith([{ ...ask, routes: [{ say: 'a', to: 'bye' }] } as NodeInput, bye]),
    { nodes: ['question'] },
  ],
  [
    `set-not-carried ${go}/routes/0/set dropped`,
    botWith([{ ...ask, routes: [{ set: [{ variable: 'a', value: 1 }], to: 'bye' }] } as NodeInput, bye]),
  ],
  [
    `act-after-hook ${go}/routes/0 degraded`,
    botWith([{ ...ask, hooks: { onReply: script }, routes: [{ say: 'a', to: 'bye' }] } as NodeInput, bye]),
    { hooks: ['onReply'], scripts: ['es5'] },
  ],
  [`target-unresolved ${go}/routes/0 none`, botWith([{ ...ask, routes: [{ to: { unresolved: 'Gone' } }] } as NodeInput, bye])],
  [`target-not-carried ${go}/routes/0 degraded`, botWith([{ ...ask, routes: [{ to: { end: 'conversation' } }] } as NodeInput, bye])],
  [
    `survey-not-carried ${go}/routes/0 degraded`,
    botWith([{ ...ask, routes: [{ to: { end: 'conversation', survey: true } }] } as NodeInput, bye]),
    { nodes: ['question', 'message', 'end'] },
  ],
  [`read-not-carried ${go}/content/0 degraded`, botWith([{ id: 'hi', kind: 'message', text: '{{name.$lower}}' }]), { reads: ['path'] }],
  [`read-not-carried ${go}/content/0 degraded`, botWith([{ id: 'hi', kind: 'message', text: '{{user.text}}' }])],
];

describe('what a platform cannot carry', () => {
  test.each(losses.map(([finding, bot, lists = {}]) => ({ finding, bot, lists })))('is reported: $finding', ({ finding, bot, lists }) => {
    expect(lower(bot, { ...poor, ...lists }).findings).toContain(finding);
  });

  test('an outcome that is told apart by nothing goes where the coarse one goes, and successes where the usual one goes', () => {
    const bot = call({}, [
      {
        id: 'go',
        kind: 'api',
        integration: 'call',
        routes: [
          { when: 200, to: 'bye' },
          { when: 404, to: 'sorry' },
          { when: 'timeout', to: 'sorry' },
          { when: 'other', to: { end: 'flow' } },
        ],
      },
      bye,
      { id: 'sorry', kind: 'message', text: 'Sorry' },
    ]);
    const lowered = lower(bot, { ...poor, outcomes: ['success', 'failure'] });
    expect(lowered.bot.flows[0]?.nodes[0]?.routes).toEqual([
      { when: { is: 'success' }, to: { node: 'bye' } },
      { when: { is: 'failure' }, to: { end: 'flow' } },
    ]);
    expect(lowered.findings).toEqual([
      `outcome-not-distinguished ${go}/routes/0 degraded`,
      `outcome-not-distinguished ${go}/routes/1 degraded`,
      `outcome-not-distinguished ${go}/routes/2 degraded`,
    ]);
  });

  test('what a route of no match says stays there, where only such routes say something', () => {
    const routes: NodeInput['routes'] = [
      { when: { equals: 'a' }, say: 'A', to: 'bye' },
      { when: 'no-match', say: 'Pardon?', to: 'repeat' },
    ];
    const lowered = lower(botWith([{ ...ask, routes } as NodeInput, bye]), {
      ...poor,
      replies: ['equals', 'no-match'],
      routes: ['say-on-no-match'],
      targets: ['repeat', 'end-flow'],
    });
    const [question, said] = lowered.bot.flows[0]?.nodes ?? [];
    expect(question?.routes).toEqual([
      { when: { equals: 'a' }, to: { node: said?.id } },
      { when: { outcome: 'no-match' }, say: 'Pardon?', to: 'repeat' },
    ]);
    expect(said).toMatchObject({ kind: 'message', content: [{ kind: 'text', text: 'A' }] });
    expect(lowered.findings).toEqual([]);
  });

  test('conditions in conditions become nodes, where one of them stands alone', () => {
    const comparison = { left: 'a', op: 'is-set' } as const;
    const bot = botWith([
      { id: 'go', kind: 'condition', routes: [{ if: { all: [{ not: comparison }, { any: [comparison] }] }, to: 'bye' }] },
      bye,
    ]);
    const lists: CapabilitiesInput = { ...poor, nodes: ['condition', 'message'], conditions: ['is-set', 'all', 'any', 'not'] };
    expect(lower(bot, lists).bot.flows[0]?.nodes[0]?.routes).toEqual([
      { if: { all: [{ not: expect.anything() }, { any: [expect.anything()] }] }, to: { node: 'bye' } },
    ]);
    const flat = lower(bot, { ...lists, nestedConditions: false });
    expect(flat.bot.flows[0]?.nodes.flatMap(({ routes }) => routes.map((route) => route.if))).not.toContainEqual({
      all: expect.anything(),
    });
    expect(flat.findings).toEqual([]);
  });

  test('a failure whose only route is lost does not go on as a success', () => {
    const bot = call({}, [{ id: 'go', kind: 'api', integration: 'call', routes: [{ when: 404, to: 'bye' }] }, bye]);
    const lowered = lower({ ...bot, semantics: { failureText: '' } }, { ...poor, outcomes: ['success', 'failure'] });
    expect(lowered.bot.flows[0]?.nodes[0]?.routes).toEqual([
      { when: { is: 'success' }, to: { node: 'bye' } },
      { when: { is: 'failure' }, to: { end: 'flow' } },
    ]);
    expect(lowered.findings).toEqual([`outcome-not-distinguished ${go}/routes/0 dropped`]);
  });

  test('of a list in pages the first page arrives, asked for as before, with its rows', () => {
    const pagination = { next: { page: 'p' }, rows: '$.items' };
    const fields = [{ name: 'title', path: '$.title', perRow: true }];
    const paged = call({ pagination, query: [{ name: 'q', value: 'a' }], response: { variable: 'r', rows: '$[*]', fields } });
    const lowered = lower(paged, { ...poor, request: ['query'], response: ['rows', 'fields', 'perRow'] });
    expect(lowered.bot.integrations[0]).toMatchObject({
      query: [
        { name: 'q', value: 'a' },
        { name: 'p', value: '1' },
      ],
      response: { rows: '$.items', fields },
    });
    expect(lowered.bot.integrations[0]).not.toHaveProperty('pagination');
    expect(lowered.findings).toEqual([`pages-not-carried ${it}/pagination degraded`]);
  });

  test('a first value is given by the script at the start of the session', () => {
    const lowered = lower(botWith([bye], { variables: [{ name: 'a "b"', initial: [1] }] }), {
      ...poor,
      botScripts: ['init'],
      scripts: ['es5'],
    });
    expect(lowered.bot.scripts?.init).toEqual({ dialect: 'es5', source: 'if (get("a \\"b\\"") == null) set("a \\"b\\"", [1]);' });
    expect(lowered.findings).toEqual([]);
  });

  test('what any text starts is started by the session, where texts start flows by whole words alone', () => {
    const any = { kind: 'text', pattern: '*' } as const;
    const start = { kind: 'event', event: 'session-start' } as const;
    const triggersOf = (first: readonly TriggerInput[], second: readonly TriggerInput[]) => {
      const flows = [
        { id: 'main', triggers: first, nodes: [bye] },
        { id: 'other', triggers: second, nodes: [{ id: 'b', kind: 'message', text: 'B' }] },
      ] as const;
      const lowered = lower({ id: 'bot', flows }, { ...poor, triggers: ['equals', 'session-start'], reach: ['flow', 'bot'] });
      return [
        lowered.bot.flows.map(({ triggers }) => triggers.map((trigger) => (trigger.kind === 'event' ? trigger.event : trigger.kind))),
        lowered.findings,
      ];
    };
    const atStart = (flow: number) => `trigger-at-start-alone /flows/${flow}/triggers/0 degraded`;
    const dropped = (flow: number) => `trigger-not-carried /flows/${flow}/triggers/0 dropped`;
    expect(triggersOf([{ kind: 'text', equals: 'b' }], [any])).toEqual([[['text'], ['session-start']], [atStart(1)]]);
    expect(triggersOf([any, start], [])).toEqual([[['session-start'], []], [atStart(0)]]);
    // The first one wins, and what a session starts anyway would win over it.
    expect(triggersOf([any], [any])).toEqual([
      [['session-start'], []],
      [atStart(0), dropped(1)],
    ]);
    expect(triggersOf([any], [start])).toEqual([[[], ['session-start']], [dropped(0)]]);
    expect(triggersOf([{ ...any, reach: 'bot' }], [])).toEqual([[[], []], [dropped(0)]]);
  });

  test('a fallback flow that another flow leads to stays as a plain one', () => {
    const bot: BotInput = {
      id: 'bot',
      flows: [
        { id: 'main', nodes: [{ ...bye, next: { flow: 'lost' } } as NodeInput] },
        { id: 'lost', kind: 'fallback', nodes: [{ id: 'sorry', kind: 'message', text: 'Sorry' }] },
      ],
    };
    const lowered = lower(bot, { ...poor, targets: ['flow', 'end-flow'] });
    expect(lowered.bot.flows.map(({ id, kind }) => [id, kind])).toEqual([
      ['main', 'standard'],
      ['lost', 'standard'],
    ]);
    expect(lowered.findings).toEqual(['flow-not-carried /flows/1 dropped']);
  });

  test('all its codes are in the list, and each is tested', () => {
    const own = Object.keys({
      ...requestCodes,
      ...uncallableCodes,
      ...responseCodes,
      ...nodeFieldCodes,
      ...nodeHookCodes,
      ...outcomeRouteCodes,
      ...replyMatchCodes,
      ...routeConditionCodes,
      ...routeActCodes,
      ...routeTargetCodes,
      ...triggerCodes,
      ...variableCodes,
      ...templateReadCodes,
    });
    const tested = new Set(losses.map(([finding]) => finding.split(' ')[0]));
    expect(own.filter((code) => !tested.has(code))).toEqual(['outcome-not-distinguished']);
    expect(Object.keys(translationCodes)).toEqual(expect.arrayContaining(own));
  });

  test('10,000 nodes take linear time', () => {
    const timeOf = (count: number): number => {
      const nodes = Array.from(
        { length: count },
        (_, index): NodeInput =>
          index % 2 === 0
            ? ({
                id: `n${index}`,
                kind: 'api',
                integration: 'call',
                query: [{ name: 'q', value: '{{a}}' }],
                routes: [
                  { when: 404, say: 'No.', to: { end: 'flow' } },
                  { when: 'other', to: 'next' },
                ],
              } as NodeInput)
            : ({
                id: `n${index}`,
                kind: 'question',
                text: 'Q',
                variable: 'a',
                skipIfSet: true,
                retryText: 'R',
                routes: [{ when: { equals: 'x' }, set: [{ variable: 'b', value: 1 }], to: 'repeat' }],
              } as NodeInput),
      );
      const bot = normaliseBot(call({}, nodes));
      const lists = {
        ...poor,
        nodes: ['message', 'question', 'api', 'condition', 'assign', 'end'] as const,
        conditions: ['equals', 'is-set'] as const,
        outcomes: ['success', 'failure'] as const,
        reads: ['$status'] as const,
      };
      const best = Math.min(
        ...[1, 2].map(() => {
          const start = performance.now();
          lower(bot as BotInput, lists);
          return performance.now() - start;
        }),
      );
      return best;
    };
    timeOf(500);
    expect(timeOf(10_000) / timeOf(2_500)).toBeLessThan(8);
  });
});
