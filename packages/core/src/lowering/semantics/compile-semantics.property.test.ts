import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capabilities } from '../../adapter/capabilities.ts';
import { type DispatchStage, neutralSemantics, type Semantics } from '../../document/semantics.ts';
import type { BotInput, NodeInput, RouteInput } from '../../input/bot-input.ts';
import { normaliseBot } from '../../reading/normalise-bot.ts';
import { readBot } from '../../reading/read-bot.ts';
import { lowered } from './lowering.fixture.ts';
import { sameJson } from './same-json.ts';
import { semanticsCode } from './semantics-codes.ts';

const stages: readonly DispatchStage[] = ['bot-triggers', 'open-node', 'flow-triggers', 'fallback-flow', 'no-match-text'];
const texts = fc.constantFrom('', 'Oops', 'Not {{this}}');
const statuses = fc.subarray<Semantics['success'][number]>(['2xx', '200', '304', '4xx', '500']);

const records: fc.Arbitrary<Semantics> = fc.record<Semantics>({
  dispatch: fc.shuffledSubarray([...stages]),
  dispatchIdle: fc.shuffledSubarray([...stages]),
  unmatchedReply: fc.constantFrom('decline', 'repeat'),
  resume: fc.constantFrom('repeat', 'silent', 'drop'),
  resumeAfterFallback: fc.constantFrom('repeat', 'silent', 'drop'),
  routeOrder: fc.constantFrom('document', 'intent-first-no-match-last'),
  scriptError: fc.constantFrom('continue', 'end-flow'),
  values: fc.constantFrom('typed', 'text'),
  unsetText: fc.constantFrom('empty', 'placeholder'),
  unsetJson: fc.constantFrom('null', 'empty'),
  encoding: fc.record<Semantics['encoding']>({
    urlPath: fc.constantFrom('percent', 'none'),
    query: fc.constantFrom('percent', 'form', 'none'),
    header: fc.constantFrom('none', 'percent'),
    jsonString: fc.constantFrom('escape', 'none', 'refuse-control'),
    jsonBare: fc.constantFrom('json', 'text'),
    richString: fc.constantFrom('escape', 'none'),
    richBare: fc.constantFrom('json', 'text'),
  }),
  success: statuses,
  lastCallOk: statuses,
  otherBody: fc.constantFrom('text' as const, 'error' as const),
  defaultHeaders: fc.subarray([
    { name: 'accept', value: 'application/json' },
    { name: 'X-Of', value: 'bot {{id}}' },
  ]),
  defaultHeadersWin: fc.boolean(),
  failureText: texts,
  errorText: texts,
  noMatchText: texts,
  textLength: fc.constantFrom(0, 4, 300),
  cardLimit: fc.integer({ min: 0, max: 2 }),
  textCommands: fc.subarray<Semantics['textCommands'][number]>([
    { text: 'Hi', does: 'nothing' },
    { text: 'So', does: 'pause' },
  ]),
  switches: fc.subarray<Semantics['switches'][number]>([{ variable: 'v', is: 'true', off: 'resume' }]),
  tapText: fc.constantFrom('value-or-label', 'label'),
  optionMatch: fc.shuffledSubarray(['id', 'label', 'value', 'number', 'letter']),
  patternCase: fc.constantFrom('ignore', 'exact'),
  conditionCase: fc.constantFrom('ignore', 'exact'),
  conditionText: fc.constantFrom('literal', 'variable-if-set'),
  regexMatch: fc.constantFrom('find', 'full'),
  chainLimit: fc.integer({ min: 1, max: 10 }),
  flowChangeLimit: fc.integer({ min: 1, max: 10 }),
  sessionLengthMs: fc.integer({ min: 1, max: 10 }),
  sessionExpiringMs: fc.integer({ min: 0, max: 10 }),
  callDeadlineMs: fc.integer({ min: 1, max: 10 }),
  callRetries: fc.integer({ min: 0, max: 3 }),
});

const to = fc.constantFrom<RouteInput['to']>('a', 'b', 'c', 'next', 'repeat', { flow: 'two' }, { end: 'flow' }, { unresolved: 'gone' });
const ways = (...whens: readonly (RouteInput['when'] | undefined)[]) =>
  fc.array(
    fc
      .record({
        when: fc.constantFrom(...whens),
        to,
        rest: fc.constantFrom<Partial<RouteInput>>(
          {},
          {},
          { say: 'So {{v}}.', set: [{ variable: 'v', value: 1 }] },
          { if: { all: [{ left: 'v', op: 'starts', right: 'Yes' }, { not: { left: 'v', op: 'regex', right: 'a+' } }] } },
          {
            if: {
              any: [
                { left: 'v', op: 'equals', right: 'no' },
                { left: 'v', op: 'is-set' },
              ],
            },
          },
        ),
      })
      .map(({ when, to: target, rest }) => ({ ...(when !== undefined && { when }), to: target, ...rest }) as RouteInput),
    { maxLength: 4 },
  );

const nodeOf = (id: string): fc.Arbitrary<NodeInput> =>
  fc
    .oneof(
      ways({ equals: 'Yes' }, { pattern: 'y*', exclude: ['Yo'] }, { regex: '(?i)e|o' }, { intent: 'greet' }, 'no-match', undefined).map(
        (routes) => ({ id, kind: 'question', text: 'Which {{v}}?', variable: 'v', routes }),
      ),
      ways({ option: 'small' }, 'no-match').map((routes) => ({ id, kind: 'choice', text: 'Which?', options: ['Small', 'Large'], routes })),
      ways(200, '2xx', 'success', 'failure', 'other', 'timeout', undefined).map((routes) => ({
        id,
        kind: 'api',
        integration: 'lookup',
        body: { json: '{"v": {{v}}, "w": "{{v}}"}' },
        routes,
      })),
      ways(undefined).map((routes) => ({ id, kind: 'condition', routes })),
      fc.constantFrom(
        { id, kind: 'message', text: 'Hi {{v}}' },
        { id, kind: 'script', dialect: 'es5', source: 'set("v", 1)' },
        { id, kind: 'assign', set: [{ variable: 'v', value: 1 }] },
      ),
    )
    .map((node) => node as NodeInput);

const bots = fc.tuple(fc.tuple(...['a', 'b', 'c', 'd'].map(nodeOf)), fc.boolean()).map(
  ([nodes, hasFallback]) =>
    (semantics: Partial<Semantics>): BotInput => ({
      id: 'random',
      semantics,
      integrations: [
        {
          id: 'lookup',
          method: 'POST',
          url: 'https://api.shop.example/{{v}}',
          query: [{ name: 'q', value: '{{v}}' }],
          response: { variable: 'r' },
        },
      ],
      flows: [
        { id: 'one', triggers: [{ kind: 'text', equals: 'Go' }], nodes: nodes.slice(0, 2) },
        {
          id: 'two',
          triggers: [
            { kind: 'text', regex: 'o', reach: 'bot' },
            { kind: 'event', event: 'session-expiring' },
          ],
          nodes: nodes.slice(2),
        },
        ...(hasFallback ? [{ id: 'lost', kind: 'fallback', nodes: [{ id: 'sorry', kind: 'message', text: '?' }] } as const] : []),
      ],
    }),
);

const abilities: fc.Arbitrary<Partial<Capabilities>> = fc.record(
  {
    outcomes: fc.subarray<Capabilities['outcomes'][number]>(['status', 'class', 'success', 'failure', 'other']),
    replies: fc.subarray<Capabilities['replies'][number]>(['equals', 'regex', 'option', 'no-match']),
    routes: fc.subarray<Capabilities['routes'][number]>(['set']),
    hooks: fc.subarray<Capabilities['hooks'][number]>(['before']),
    scripts: fc.subarray(['es5']),
    conditions: fc.subarray<Capabilities['conditions'][number]>(['equals', 'regex']),
    flows: fc.subarray<Capabilities['flows'][number]>(['fallback']),
    call: fc.subarray<Capabilities['call'][number]>(['timeoutMs', 'retry']),
    request: fc.subarray<Capabilities['request'][number]>(['headers']),
  },
  { requiredKeys: [] },
);

/** More by the environment variable of the laws of translation. */
const said = process.env.DRAGOMAN_LAWS ?? '';
const tried = { numRuns: /^\d+$/.test(said) ? Number(said) : 100 };

const fields = Object.keys(neutralSemantics) as (keyof Semantics)[];

describe('any bot, any two records', () => {
  test('equal records leave the bot as it is', () => {
    fc.assert(
      fc.property(bots, records, abilities, (bot, record, capabilities) => {
        const { author, bot: made, findings } = lowered(bot(record), structuredClone(record), capabilities);
        expect(made).toBe(author);
        expect(findings).toEqual([]);
      }),
      tried,
    );
  });

  test('the result is a valid bot with the platform’s semantics, and only differing fields are spoken of, at places of the author’s bot', () => {
    fc.assert(
      fc.property(bots, records, records, abilities, (bot, from, to_, capabilities) => {
        const { author, bot: made, findings, places } = lowered(bot(from), to_, capabilities);
        expect(readBot(JSON.parse(JSON.stringify(made))).value).toEqual(made);
        expect(made.semantics).toEqual(to_);
        const differing = fields.filter((field) => !sameJson(from[field], to_[field]));
        const codes = new Set<string>(differing.map(semanticsCode));
        for (const { code } of findings) expect(codes).toContain(code);
        for (const place of places) expect(place).toMatch(/^\/(flows|integrations|semantics)\/./);
        expect(normaliseBot(bot(from))).toEqual(author);
      }),
      tried,
    );
  });

  test('what is already said in the bot is left alone', () => {
    fc.assert(
      fc.property(bots, records, records, abilities, (bot, from, to_, capabilities) => {
        const { bot: made } = lowered(bot(from), to_, capabilities);
        const again = lowered(made as BotInput, to_, capabilities);
        expect(again.bot).toBe(again.author);
      }),
      tried,
    );
  });
});
