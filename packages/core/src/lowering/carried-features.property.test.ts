import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Capabilities, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralCapabilities } from '../adapter/neutral-capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { BotInput } from '../input/bot-input.ts';
import { everythingBot } from '../reading/everything-bot.fixture.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { createLowerContext } from './lower-context.ts';
import { lowerNodeFeatures } from './node-features.ts';
import { unlisted } from './only-listed.fixture.ts';
import { provenanceOf } from './provenance.ts';
import { lowerRequests } from './requests.ts';
import { lowerRoutes } from './routes.ts';
import { lowerTemplateReads } from './template-reads.ts';
import { lowerTriggers } from './triggers.ts';
import { lowerVariables } from './variables.ts';

const passes = [lowerTriggers, lowerVariables, lowerRequests, lowerNodeFeatures, lowerRoutes, lowerTemplateReads];

const lower = (bot: Bot, capabilities: Capabilities, adapter = 'acme') => {
  const provenance = provenanceOf(bot);
  const findings: TranslationFinding[] = [];
  const context = createLowerContext(bot, {
    adapter,
    capabilities,
    semantics: { ...neutralSemantics, ...bot.semantics },
    nodeKinds: [],
    provenance,
    report: (finding) => void findings.push(finding),
  });
  return { bot: passes.reduce((made, pass) => pass(made, context), bot), findings, provenance };
};

/** Everything the model has. */
const all: Capabilities = { ...neutralCapabilities, credentials: ['api-key', 'access-token', 'basic'] };

const subset = <T>(items: readonly T[], minLength = 0): fc.Arbitrary<T[]> => fc.subarray([...items], { minLength });

const capabilities: fc.Arbitrary<Capabilities> = fc
  .record({
    nodes: subset(all.nodes.filter((kind) => kind !== 'message')).map((kinds) => ['message' as const, ...kinds]),
    triggers: subset(all.triggers),
    reach: subset(all.reach, 1),
    flows: subset(all.flows),
    targets: subset(all.targets),
    outcomes: subset(all.outcomes),
    replies: subset(all.replies),
    routes: subset(all.routes),
    conditions: subset(all.conditions),
    nestedConditions: fc.boolean(),
    nodeFields: subset(all.nodeFields),
    questionFields: subset(all.questionFields),
    handoffFields: subset(all.handoffFields),
    hooks: subset(all.hooks),
    scripts: subset(all.scripts),
    methods: subset(all.methods),
    request: subset(all.request),
    credentials: subset(all.credentials),
    call: subset(all.call),
    response: subset(all.response),
    reads: subset(all.reads),
    scopes: subset(all.scopes, 1),
    variableFields: subset(all.variableFields),
    botScripts: subset(all.botScripts),
  })
  .map(completeCapabilities);

const script = { dialect: 'es5', source: 'set("seen", 1)' };

const target = fc.constantFrom<unknown>(
  'next',
  'repeat',
  { node: 'n0' },
  { node: 'other-1' },
  { flow: 'main' },
  { flow: 'other' },
  { end: 'flow' },
  { end: 'conversation' },
  { unresolved: 'Gone' },
);

const predicate = fc.letrec<{ predicate: unknown }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      { left: 'city', op: 'is-set' },
      { left: 'city', op: 'equals', right: 'a' },
      { left: 'seen', op: 'less', right: 3 },
      { left: 'city', op: 'ends', right: 'x' },
      { left: '{{r.$status}}', op: 'greater', right: 300 },
      { kind: 'platform', adapter: 'tally', raw: 1 },
    ),
    fc.record({ all: fc.array(tie('predicate'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('predicate'), { maxLength: 3 }) }),
    fc.record({ not: tie('predicate') }),
  ),
})).predicate;

const route = (when: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.record(
    {
      when,
      if: predicate,
      say: fc.constant('Said {{city}}'),
      set: fc.constant([{ variable: 'city', value: '{{city}}', scope: 'turn' }]),
      to: target,
    },
    { requiredKeys: ['to'] },
  );

const outcomeWhen = fc.constantFrom<unknown>(200, 404, '4xx', '2xx', 'success', 'failure', 'timeout', 'error', 'other', { value: '500' });
const replyWhen = fc.constantFrom<unknown>(
  { equals: 'a.b' },
  { pattern: 'a*|b', exclude: ['ab'] },
  { regex: '^x' },
  { intent: 'stop' },
  'no-match',
  { equals: 'ab', exclude: ['a*'] },
);

const node = (id: string): fc.Arbitrary<object> => {
  const common = {
    delayMs: fc.constant(5),
    hooks: fc.constantFrom({ before: script }, { after: script }, { onReply: script }, { before: script, onReply: script }),
    next: target,
  };
  const optional = (required: readonly string[]) => ({ requiredKeys: ['id', 'kind', ...required] as never[] });
  return fc.oneof(
    fc.record(
      {
        id: fc.constant(id),
        kind: fc.constant('message'),
        text: fc.constant('Hi {{city}}'),
        routes: fc.array(route(replyWhen), { maxLength: 3 }),
        waits: fc.boolean(),
        ...common,
      },
      optional(['text']),
    ),
    fc.record(
      {
        id: fc.constant(id),
        kind: fc.constant('question'),
        text: fc.constant('Which?'),
        variable: fc.constant('city'),
        retryText: fc.constant('Again.'),
        skipIfSet: fc.constant(true),
        routes: fc.array(route(replyWhen), { maxLength: 3 }),
        ...common,
      },
      optional(['text']),
    ),
    fc.record(
      {
        id: fc.constant(id),
        kind: fc.constant('api'),
        integration: fc.constantFrom('get', 'post'),
        query: fc.constant([{ name: 'q', value: '{{city}}' }]),
        headers: fc.constant([{ name: 'x', value: '1' }]),
        routes: fc.array(route(outcomeWhen), { maxLength: 4 }),
        ...common,
      },
      optional(['integration']),
    ),
    fc.record(
      { id: fc.constant(id), kind: fc.constant('condition'), routes: fc.array(route(fc.constant(undefined)), { maxLength: 3 }), ...common },
      optional([]),
    ),
  );
};

const bots: fc.Arbitrary<Bot> = fc
  .record({ main: fc.tuple(node('n0'), node('n1'), node('n2')), other: fc.tuple(node('other-0'), node('other-1')) })
  .map(({ main, other }) => {
    const input = {
      id: 'small',
      variables: [{ name: 'city' }, { name: 'seen', scope: 'flow', type: 'number', initial: 0 }],
      integrations: [
        {
          id: 'get',
          method: 'GET',
          url: 'https://a.example/{{city}}',
          response: { variable: 'r', fields: [{ name: 'b', path: '$.b', to: 'city' }] },
        },
        {
          id: 'post',
          method: 'POST',
          url: 'https://a.example/?x=1#y',
          query: [{ name: 'a b', value: 'c {{city}}' }],
          body: { json: { a: 1 } },
          response: { variable: 'r' },
        },
      ],
      flows: [
        { id: 'main', triggers: [{ kind: 'text', pattern: '*a*' }], nodes: main },
        { id: 'other', triggers: [{ kind: 'text', equals: 'ab' }], nodes: other },
      ],
    };
    return normaliseBot(JSON.parse(JSON.stringify(input)) as BotInput);
  });

const everything = normaliseBot(everythingBot);

describe('what nodes, routes, requests and triggers carry', () => {
  test.each([
    ['the bot that has everything', fc.constant(everything)],
    ['small bots', bots],
  ])('is only what the capabilities list, is a valid bot, and needs nothing more: %s', (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, capabilities, (bot, listed) => {
        const once = lower(bot, listed);
        expect(unlisted(once.bot, listed, 'acme')).toEqual([]);
        expect(normaliseBot(once.bot as BotInput)).toEqual(once.bot);
        const twice = lower(once.bot, listed);
        expect(twice.bot).toEqual(once.bot);
      }),
      { numRuns: 100 },
    );
  });

  test('a bot that needs nothing comes out as it went in', () => {
    fc.assert(
      fc.property(bots, (bot) => {
        const lowered = lower(bot, all, 'tally');
        const needsNothing = !JSON.stringify(bot).includes('"unresolved"');
        if (needsNothing) expect(lowered.bot).toBe(bot);
      }),
    );
  });

  test('each loss is reported in the author’s bot, below the bot itself', () => {
    fc.assert(
      fc.property(bots, capabilities, (bot, listed) => {
        const { findings, provenance } = lower(bot, listed);
        for (const finding of findings) expect([finding.code, provenance.placeOf(finding.at)]).not.toEqual([finding.code, '']);
      }),
    );
  });
});
