import { describe, expect, test } from 'vitest';
import { neutralSemantics, type Semantics } from '../../document/semantics.ts';
import type { BotInput, IntegrationInput, NodeInput, RouteInput } from '../../input/bot-input.ts';
import { lowered } from './lowering.fixture.ts';
import { ask, call, fallback, lookup, main, withOther } from './one-flow-bot.fixture.ts';
import { semanticsCode, semanticsCodes } from './semantics-codes.ts';
import { semanticsEntries } from './semantics-entries.ts';

test('what bots of the platform set for themselves stays the author’s', () => {
  const bot = main([{ id: 'run', kind: 'script', dialect: 'es5', source: 'set("a", 1)' }], { semantics: { errorText: 'Ours.' } });
  const own = lowered(bot, { errorText: 'Theirs.' }, { semantics: ['errorText'] });
  expect([own.bot.semantics?.errorText ?? 'Ours.', own.report]).toEqual(['Ours.', []]);
  const both = lowered(bot, { errorText: 'Theirs.', tapText: 'label' }, { semantics: ['errorText'] });
  expect(both.bot.semantics).toMatchObject({ errorText: 'Ours.', tapText: 'label' });
  expect(lowered(bot, { errorText: 'Theirs.' }).report).toEqual(['error-text flows.main.nodes.run']);
});

const script = { dialect: 'es5', source: 'set("a", 1)' };
const scripted: NodeInput = { id: 'run', kind: 'script', ...script };
const hi = (text: string, id = 'hi'): NodeInput => ({ id, kind: 'message', text });

/** For each field a bot that can tell the difference and what is said of it; `bare`: on a platform that can say nothing else. */
const told: { readonly [F in keyof Semantics]: readonly [BotInput, Partial<Semantics>, readonly string[], 'bare'?] } = {
  dispatch: [withOther([ask]), { dispatch: ['open-node', 'bot-triggers', 'no-match-text'] }, ['dispatch flows.main.nodes.ask']],
  dispatchIdle: [withOther([call, ask].slice(1)), { dispatchIdle: ['no-match-text'] }, ['dispatch-idle semantics.dispatchIdle']],
  unmatchedReply: [main([ask]), { unmatchedReply: 'repeat' }, ['unmatched-reply flows.main.nodes.ask']],
  resume: [withOther([ask]), { resume: 'silent' }, ['resume flows.main.nodes.ask']],
  resumeAfterFallback: [
    { id: 'shop', flows: [{ id: 'main', nodes: [ask] }, fallback] },
    { resumeAfterFallback: 'drop' },
    ['resume-after-fallback flows.main.nodes.ask'],
  ],
  routeOrder: [
    main([
      {
        ...ask,
        routes: [
          { when: { equals: '1' }, to: 'next' },
          { when: { intent: 'yes' }, to: 'repeat' },
        ],
      } as NodeInput,
    ]),
    { routeOrder: 'intent-first-no-match-last' },
    ['route-order flows.main.nodes.ask'],
  ],
  scriptError: [main([scripted]), { scriptError: 'end-flow' }, ['script-error flows.main.nodes.run']],
  values: [
    main([{ ...call, body: { json: '{"total": {{order.total}}, "id": "{{id}}"}' } } as NodeInput]),
    { values: 'text' },
    ['values flows.main.nodes.call.body'],
  ],
  unsetText: [
    main([{ id: 'hi', kind: 'message', text: 'Hi {{name}}' }]),
    { unsetText: 'placeholder' },
    ['unset-text flows.main.nodes.hi.content.0'],
  ],
  unsetJson: [
    main([{ ...call, body: { json: '{"id": {{id}}}' } } as NodeInput]),
    { unsetJson: 'empty' },
    ['unset-json flows.main.nodes.call.body'],
  ],
  encoding: [main([call]), { encoding: { ...neutralSemantics.encoding, urlPath: 'none' } }, ['encoding integrations.lookup']],
  success: [
    main([{ ...call, routes: [{ when: 'success', to: 'next' }] } as NodeInput]),
    { success: ['200'] },
    ['success flows.main.nodes.call.routes.0'],
    'bare',
  ],
  lastCallOk: [main([call, scripted]), { lastCallOk: ['200'] }, ['last-call-ok flows.main.nodes.run']],
  otherBody: [main([call]), { otherBody: 'error' }, ['other-body integrations.lookup'], 'bare'],
  defaultHeaders: [main([call]), { defaultHeaders: [] }, ['default-headers integrations.lookup'], 'bare'],
  defaultHeadersWin: [
    main([call], { integrations: [{ ...lookup, headers: [{ name: 'Accept', value: 'text/plain' }] } as IntegrationInput] }),
    { defaultHeadersWin: true },
    ['default-headers-win integrations.lookup'],
  ],
  failureText: [main([call]), { failureText: 'Oops' }, ['failure-text flows.main.nodes.call'], 'bare'],
  errorText: [main([scripted]), { errorText: 'Oops' }, ['error-text flows.main.nodes.run']],
  noMatchText: [withOther([ask]), { noMatchText: 'What?' }, ['no-match-text semantics.noMatchText'], 'bare'],
  textLength: [main([hi('Hello there'), hi('Hello', 'short')]), { textLength: 10 }, ['text-length flows.main.nodes.hi.content.0']],
  cardLimit: [
    main([
      { id: 'few', kind: 'message', content: [{ kind: 'cards', cards: ['A', 'B'].map((title) => ({ title, options: [] })) }] },
      { id: 'many', kind: 'message', content: [{ kind: 'cards', cards: ['A', 'B', 'C'].map((title) => ({ title, options: [] })) }] },
    ]),
    { cardLimit: 2 },
    ['card-limit flows.main.nodes.many.content.0'],
  ],
  textCommands: [
    main([hi('QUIET'), hi('Wait. SLOW=5 Go.', 'slow'), hi('QUIET, all', 'plain')]),
    {
      textCommands: [
        { text: 'QUIET', does: 'nothing' },
        { text: 'SLOW=', does: 'pause' },
      ],
    },
    ['text-commands flows.main.nodes.hi.content.0', 'text-commands flows.main.nodes.slow.content.0'],
  ],
  switches: [
    main([{ id: 'run', kind: 'script', dialect: 'es5', source: 'set("noReturn", "true")' }]),
    { switches: [{ variable: 'noReturn', is: 'true', off: 'resume' }] },
    ['switches semantics.switches'],
  ],
  tapText: [
    main([{ id: 'pick', kind: 'choice', text: 'Which?', variable: 'size', options: [{ id: 's', label: 'Small', value: 'S' }, 'Large'] }]),
    { tapText: 'label' },
    ['tap-text flows.main.nodes.pick.options.s'],
  ],
  optionMatch: [
    main([{ id: 'pick', kind: 'choice', text: 'Which?', options: ['{{small}}', 'Large'] }]),
    { optionMatch: ['label'] },
    ['option-match flows.main.nodes.pick'],
  ],
  patternCase: [
    { id: 'shop', flows: [{ id: 'main', triggers: [{ kind: 'text', equals: 'Start' }], nodes: [ask] }] },
    { patternCase: 'exact' },
    ['pattern-case flows.main.triggers.0'],
  ],
  conditionCase: [
    main([{ id: 'if', kind: 'condition', routes: [{ if: { left: 'v', op: 'contains', right: 'yes' }, to: 'next' }] }]),
    { conditionCase: 'ignore' },
    ['condition-case flows.main.nodes.if.routes.0.if'],
  ],
  conditionText: [
    main([
      { id: 'set', kind: 'assign', set: [{ variable: 'gold', value: 1 }] },
      {
        id: 'if',
        kind: 'condition',
        routes: [
          { if: { left: 'tier', op: 'equals', right: 'gold' }, to: 'next' },
          { if: { left: 'tier', op: 'equals', right: 'silver' }, to: 'next' },
        ],
      },
    ]),
    { conditionText: 'variable-if-set' },
    ['condition-text flows.main.nodes.if.routes.0.if'],
  ],
  regexMatch: [
    main([
      { id: 'if', kind: 'condition', routes: [{ if: { left: { variable: 'v' }, op: 'regex', right: { variable: 'w' } }, to: 'next' }] },
    ]),
    { regexMatch: 'full' },
    ['regex-match flows.main.nodes.if.routes.0.if'],
  ],
  chainLimit: [main([{ ...call, next: 'repeat' } as NodeInput]), { chainLimit: 10 }, ['chain-limit flows.main.nodes.call']],
  flowChangeLimit: [
    {
      id: 'shop',
      integrations: [lookup],
      flows: [
        { id: 'main', triggers: [{ kind: 'text', pattern: '*' }], nodes: [{ ...call, next: { flow: 'back' } } as NodeInput] },
        { id: 'back', nodes: [{ id: 'jump', kind: 'jump', to: { flow: 'main' } }] },
      ],
    },
    { flowChangeLimit: 10 },
    ['flow-change-limit flows.main.nodes.call'],
  ],
  sessionLengthMs: [main([ask]), { sessionLengthMs: 60_000 }, ['session-length-ms semantics.sessionLengthMs']],
  sessionExpiringMs: [
    {
      id: 'shop',
      flows: [{ id: 'main', triggers: [{ kind: 'event', event: 'session-expiring' }], nodes: [{ id: 'hi', kind: 'message', text: 'Hi' }] }],
    },
    { sessionExpiringMs: 60_000 },
    ['session-expiring-ms flows.main.triggers.0'],
  ],
  callDeadlineMs: [main([call]), { callDeadlineMs: 500 }, ['call-deadline-ms integrations.lookup'], 'bare'],
  callRetries: [main([call]), { callRetries: 3 }, ['call-retries integrations.lookup'], 'bare'],
};

const bare = { call: [], outcomes: [], request: [], flows: [], replies: [], conditions: [] } as const;

describe('a difference that cannot be compiled away is reported where it can be noticed', () => {
  test.each(Object.keys(told) as (keyof Semantics)[])('%s', (field) => {
    const [bot, semantics, report, isBare] = told[field];
    const result = lowered(bot, semantics, isBare ? bare : {});
    expect(result.report).toEqual(report);
    for (const { code, loss, reason } of result.findings) {
      expect(Object.keys(semanticsCodes)).toContain(code);
      expect(loss).toBe(field === 'textLength' ? 'none' : field === 'otherBody' ? 'assumed' : 'degraded');
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('a status that counts otherwise is told of at what takes it now', () => {
    const report = (routes: readonly RouteInput[], semantics: Partial<Semantics>) =>
      lowered(main([{ ...call, routes } as NodeInput]), semantics, bare).report;
    const both: readonly RouteInput[] = [
      { when: 'success', to: 'next' },
      { when: 'failure', to: 'repeat' },
    ];
    expect(report(both, { success: ['2xx', '304'] })).toEqual(['success flows.main.nodes.call.routes.1']);
    expect(report([{ when: 'failure', to: 'repeat' }], { success: ['200'] })).toEqual(['success flows.main.nodes.call.next']);
    expect(report([{ when: 'success', to: 'repeat' }], { success: ['2xx', '304'] })).toEqual(['success flows.main.nodes.call']);
  });

  test('every field has an entry and a code', () => {
    expect(Object.keys(semanticsEntries).toSorted()).toEqual(Object.keys(neutralSemantics).toSorted());
    expect(Object.keys(semanticsCodes)).toEqual(Object.keys(neutralSemantics).map((field) => semanticsCode(field as keyof Semantics)));
  });
});

describe('a difference that the bot cannot tell is nothing', () => {
  const hi: NodeInput = { id: 'hi', kind: 'message', text: 'Hi' };
  const everything: Partial<Semantics> = {
    dispatch: ['open-node'],
    unmatchedReply: 'repeat',
    resume: 'silent',
    resumeAfterFallback: 'drop',
    routeOrder: 'intent-first-no-match-last',
    scriptError: 'end-flow',
    values: 'text',
    unsetText: 'placeholder',
    unsetJson: 'empty',
    encoding: {
      urlPath: 'none',
      query: 'none',
      header: 'percent',
      jsonString: 'none',
      jsonBare: 'text',
      richString: 'none',
      richBare: 'text',
    },
    success: [],
    lastCallOk: [],
    otherBody: 'error',
    defaultHeaders: [],
    defaultHeadersWin: true,
    failureText: 'Oops',
    errorText: 'Oops',
    noMatchText: 'Oops',
    textLength: 2,
    cardLimit: 1,
    textCommands: [{ text: 'QUIET', does: 'nothing' }],
    switches: [{ variable: 'noReturn', is: 'true', off: 'resume' }],
    tapText: 'label',
    optionMatch: [],
    patternCase: 'exact',
    conditionCase: 'ignore',
    conditionText: 'variable-if-set',
    regexMatch: 'full',
    chainLimit: 5,
    flowChangeLimit: 1,
    sessionLengthMs: 1,
    sessionExpiringMs: 1,
    callDeadlineMs: 1,
    callRetries: 1,
  };

  test('a bot that only ever says the same hears of none of them', () => {
    const { author, bot, report } = lowered(main([hi]), everything);
    expect(report).toEqual([]);
    expect(bot).toEqual({ ...author, semantics: { ...neutralSemantics, ...everything } });
    expect(bot.flows).toBe(author.flows);
    expect(bot.integrations).toBe(author.integrations);
  });

  test.each<readonly [string, BotInput, Partial<Semantics>]>([
    [
      'a question that takes whatever is said',
      main([{ id: 'ask', kind: 'question', text: 'Yes?' }, hi]),
      { unmatchedReply: 'repeat', dispatch: ['open-node'] },
    ],
    [
      'routes that stand in either order',
      main([
        {
          ...ask,
          routes: [
            { when: { intent: 'yes' }, to: 'hi' },
            { when: { equals: '1' }, to: 'hi' },
          ],
        } as NodeInput,
        hi,
      ]),
      { routeOrder: 'intent-first-no-match-last' },
    ],
    ['a call whose every end goes on alike', main([call, hi], { semantics: { failureText: '' } }), { success: ['200'], failureText: '' }],
    [
      'a call whose failures are routed',
      main([{ ...call, routes: [{ when: 'other', to: 'hi' }] } as NodeInput, hi]),
      { failureText: 'Oops' },
    ],
    [
      'a variable that has a value',
      main([{ id: 'hi', kind: 'message', text: 'Hi {{name}}' }], { variables: [{ name: 'name', initial: 'you' }] }),
      { unsetText: 'placeholder' },
    ],
    ['numbers inside quotes', main([{ ...call, body: { json: '{"total": "{{order.total}}"}' } } as NodeInput]), { values: 'text' }],
    [
      'a header the author gave a value of his own',
      main([call], { integrations: [{ ...lookup, headers: [{ name: 'Accept', value: 'text/plain' }] } as IntegrationInput] }),
      { defaultHeaders: [] },
    ],
    ['a text without letters', main([ask, hi]), { patternCase: 'exact' }],
    [
      'a call that carries no headers but its own',
      main([call], { integrations: [{ ...lookup, defaultHeaders: false } as IntegrationInput] }),
      { defaultHeaders: [{ name: 'x-all', value: '1' }], defaultHeadersWin: true },
    ],
    [
      'options whose names are one another',
      main([{ id: 'pick', kind: 'choice', text: 'Which?', options: [{ id: '1', label: '1' }] }]),
      { optionMatch: ['label', 'number'] },
    ],
    [
      'an expression that covers the text',
      main([{ ...ask, routes: [{ when: { regex: '^[0-9]+$' }, to: 'next' }] } as NodeInput, hi]),
      { regexMatch: 'full' },
    ],
    [
      'a comparison with a text without letters',
      main([
        {
          id: 'if',
          kind: 'condition',
          routes: [{ if: { left: { template: '{{v}}!' }, op: 'contains', right: { literal: '!' } }, to: 'next' }],
        },
      ]),
      { conditionCase: 'ignore', unsetText: 'placeholder' },
    ],
    [
      'a loop that waits',
      main([{ ...ask, routes: [{ when: { equals: '1' }, to: 'ask' }] } as NodeInput]),
      { chainLimit: 5, flowChangeLimit: 1 },
    ],
    [
      'a limit of its own',
      main([call], { integrations: [{ ...lookup, timeoutMs: 1, retry: { retries: 0, statuses: [] } } as IntegrationInput] }),
      { callDeadlineMs: 500, callRetries: 3 },
    ],
    [
      'a script that the platform cannot run',
      main([call, { id: 'run', kind: 'script', dialect: 'liveperson', source: 'x' }]),
      { errorText: 'Oops', scriptError: 'end-flow', lastCallOk: [] },
    ],
  ])('%s', (_what, input, semantics) => {
    const { author, bot, report } = lowered(input, semantics);
    expect(report).toEqual([]);
    expect(bot.flows).toBe(author.flows);
    expect(bot.integrations).toBe(author.integrations);
  });

  test('the same semantics leave the bot as it is, however they are written', () => {
    const { author, bot } = lowered(main([call], { semantics: { encoding: { ...neutralSemantics.encoding } } }), {});
    expect(bot).toBe(author);
  });
});

test('who takes a message there and not here, or the other way round, is said in words', () => {
  const reasons = (semantics: Partial<Semantics>) => lowered(withOther([ask]), semantics).findings.map(({ reason }) => reason);
  expect(reasons({ dispatch: ['open-node'], noMatchText: 'What?' })).toContain(
    'While this node waits, no message is offered to the triggers that count at any time or to the text for what nobody takes there.',
  );
  expect(reasons({ dispatch: ['open-node', 'bot-triggers', 'no-match-text'] })).toEqual([
    'While this node waits, a message is offered to the node, then to the triggers that count at any time, then to the text for what nobody takes there.',
  ]);
});

test('a flow that nothing starts while a node waits there is not said to end above it', () => {
  const input: BotInput = {
    id: 'shop',
    flows: [
      { id: 'main', nodes: [ask] },
      { id: 'help', kind: 'fallback', nodes: [{ id: 'what', kind: 'message', text: 'What?' }] },
    ],
  };
  expect(lowered(input, { dispatch: ['open-node'], resumeAfterFallback: 'drop' }).report).toEqual(['dispatch flows.main.nodes.ask']);
});

test('encodings that servers read alike are assumed to be', () => {
  const input = main([{ ...call, query: [{ name: 'q', value: '{{v}}' }] } as NodeInput]);
  const { findings, report } = lowered(input, { encoding: { ...neutralSemantics.encoding, query: 'form' } });
  expect(report).toEqual(['encoding flows.main.nodes.call.query.0']);
  expect(findings).toMatchObject([{ loss: 'assumed' }]);
});
