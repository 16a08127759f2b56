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

const everything = normaliseBot(everythingBot);

describe('what nodes, routes, requests and triggers carry', () => {
  test('is only what the capabilities list, is a valid bot, and needs nothing more', () => {
    fc.assert(
      fc.property(capabilities, (listed) => {
        const once = lower(everything, listed);
        expect(unlisted(once.bot, listed, 'acme')).toEqual([]);
        expect(normaliseBot(once.bot as BotInput)).toEqual(once.bot);
        expect(lower(once.bot, listed).bot).toEqual(once.bot);
      }),
      { numRuns: 300 },
    );
  });

  test('a bot that needs nothing comes out as it went in', () => {
    const once = lower(everything, all, 'tally').bot;
    expect(lower(once, all, 'tally').bot).toBe(once);
  });

  test('each loss is reported in the author’s bot, below the bot itself', () => {
    fc.assert(
      fc.property(capabilities, (listed) => {
        const { findings, provenance } = lower(everything, listed);
        for (const finding of findings) expect([finding.code, provenance.placeOf(finding.at)]).not.toEqual([finding.code, '']);
      }),
      { numRuns: 300 },
    );
  });
});
