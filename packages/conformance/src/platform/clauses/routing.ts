import type { Bot, Effect, Input, OutcomeCapability, PlatformAdapter, StatusPattern } from '@dragoman/core';
import { createEngine, createVirtualClock, runTurn, type Stub, startConversation, stubCall } from '@dragoman/runtime';
import { type Clause, clause } from '../../kit/clause.ts';
import { expectSame, expectThat } from '../../kit/expectation.ts';
import { type PlatformAdapterSubject, throughPlatform } from '../platform-adapter-subject.ts';
import { integrationFor } from '../samples/integration-for.ts';
import { outcomeMatches } from '../samples/route-samples.ts';
import { sampleBot, say } from '../samples/sample.ts';

/** The bot that came back is run, and leaves its call by the route of the outcome, once. */
const routeOn = (...outcomes: readonly OutcomeCapability[]): Clause<PlatformAdapterSubject> =>
  clause(
    async ({ create }) => {
      const adapter = create();
      const listed = adapter.capabilities.outcomes.filter((outcome) => outcomes.includes(outcome));
      for (const outcome of listed) {
        const others = listed.filter((other) => other !== outcome && other !== 'other' && outcome !== 'other');
        const ways =
          outcome === 'other'
            ? ['success' as const, outcome].filter((way) => adapter.capabilities.outcomes.includes(way))
            : [outcome, ...others];
        const { bot } = throughPlatform(adapter, routingBot(adapter, ways));
        const heard = await hear(bot, stubFor(outcome, adapter));
        expectSame(
          heard[0],
          textFor(outcome),
          `A call that ends as ${outcome} leaves by the route of ${outcome}; the bot that came back said ${JSON.stringify(heard)}.`,
        );
        expectSame(heard.filter((text) => text === textFor(outcome)).length, 1, `The route of ${outcome} is taken once.`);
      }
    },
    ({ create }) => {
      const { outcomes: listed, nodes } = create().capabilities;
      if (!nodes.includes('api')) return 'the platform makes no calls.';
      return listed.some((outcome) => outcomes.includes(outcome)) ? undefined : `the platform does not tell ${outcomes.join(', ')} apart.`;
    },
  );

export const routingClauses = {
  'route-on-each-outcome': routeOn('success', 'failure', 'timeout', 'error', 'max-connection', 'other'),
  'route-on-exact-status': routeOn('status'),
  'route-on-status-class': routeOn('class'),
  'route-on-value': routeOn('value'),
};

const textFor = (outcome: OutcomeCapability): string => `It went by ${outcome}.`;

const routingBot = (adapter: PlatformAdapter, outcomes: readonly OutcomeCapability[]) => {
  const { capabilities } = adapter;
  const apart = capabilities.targets.includes('end-flow') ? { next: { end: 'flow' } } : {};
  return sampleBot(
    adapter,
    [
      {
        id: 'first',
        kind: 'api',
        integration: 'call',
        routes: outcomes.map((outcome) => ({ when: outcomeMatches[outcome], to: `by-${outcome}` })),
      },
      ...outcomes.map((outcome) => say(capabilities, `by-${outcome}`, textFor(outcome), apart)),
    ],
    { integrations: [integrationFor(capabilities)] },
  );
};

const stubFor = (outcome: OutcomeCapability, { semantics }: PlatformAdapter): Stub => {
  switch (outcome) {
    case 'success':
      return { status: successStatus(semantics.success), body: {} };
    case 'failure':
    case 'other':
      return { status: 500, body: {} };
    case 'value':
    case 'status':
    case 'class':
      return { status: 404, body: {} };
    default:
      return outcome;
  }
};

const successStatus = ([first = '2xx']: readonly StatusPattern[]): number => Number(first.replace('xx', '00'));

/** What a bot says when it is started and its calls end so. */
const hear = async (bot: Bot, stub: Stub): Promise<readonly string[]> => {
  const silent = { call: async () => ({ outcome: { kind: 'timeout' as const }, headers: {} }), redact: (text: string) => text };
  const stubs = Object.fromEntries(bot.integrations.map(({ id }) => [id, stub]));
  const engine = createEngine({ call: stubCall(stubs, silent) });
  const opening = openingOf(bot);
  expectThat(opening !== undefined, 'The bot that came back has something that starts its first flow.');
  const { effects } = await runTurn(engine, bot, startConversation(bot), opening, { clock: createVirtualClock(), seed: 'kit' });
  return effects.flatMap(textOf);
};

const openingOf = ({ flows }: Bot): Input | undefined => {
  const message = (text: string): Input => ({ kind: 'message', id: 'm1', text });
  for (const { kind, triggers } of flows) {
    if (kind === 'fallback') return message('begin');
    for (const trigger of triggers) {
      if (trigger.kind === 'intent') return { kind: 'message', id: 'm1', text: 'begin', intents: [{ name: trigger.intent }] };
      if (trigger.kind === 'event') return trigger.event === 'session-start' ? message('begin') : { kind: 'event', name: trigger.event };
      if (trigger.kind === 'text') return message('equals' in trigger ? trigger.equals : 'begin');
    }
  }
  return undefined;
};

const textOf = (effect: Effect): readonly string[] =>
  effect.kind === 'message' && (effect.message.kind === 'text' || effect.message.kind === 'options') ? [effect.message.text] : [];
