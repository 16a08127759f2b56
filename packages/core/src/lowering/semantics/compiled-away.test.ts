import { describe, expect, test } from 'vitest';
import { neutralSemantics, type Semantics } from '../../document/semantics.ts';
import type { BotInput, IntegrationInput, NodeInput, RouteInput } from '../../input/bot-input.ts';
import { lowered } from './lowering.fixture.ts';
import { ask, call, lookup, main, withOther } from './one-flow-bot.fixture.ts';

describe('what is compiled away', () => {
  const nodes = (input: BotInput, semantics: Partial<Semantics>) => {
    const { bot, report } = lowered(input, semantics);
    expect(report).toEqual([]);
    return bot.flows.flatMap((flow) => flow.nodes);
  };

  test('a call keeps its limits, and one with limits of its own stays the same object', () => {
    const own = { ...lookup, id: 'own', timeoutMs: 1, retry: { retries: 0, statuses: [] } } as IntegrationInput;
    const input = main([call, { ...call, id: 'again', integration: 'own' } as NodeInput], { integrations: [lookup, own] });
    const { author, bot, report } = lowered(input, { callDeadlineMs: 500, callRetries: 3 });
    expect(report).toEqual([]);
    expect(bot.integrations[0]).toEqual({ ...author.integrations[0], timeoutMs: 10_000, retry: { retries: 0, statuses: [] } });
    expect(bot.integrations[1]).toBe(author.integrations[1]);
    expect(bot.flows).toBe(author.flows);
  });

  test('a failure without a route gets one that says the author’s text, as plain text', () => {
    const [routed] = nodes(main([call], { semantics: { failureText: 'Oh {{no}}' } }), {});
    expect(routed?.routes).toEqual([{ when: { is: 'failure' }, say: 'Oh {{"{{"}}no}}', to: 'next' }]);
    const routes: readonly RouteInput[] = [{ when: 404, to: 'next' }];
    const [silent] = nodes(main([{ ...call, routes } as NodeInput], { semantics: { failureText: '' } }), {});
    expect(silent?.routes).toEqual([
      { when: { status: 404 }, to: 'next' },
      { when: { is: 'failure' }, to: { end: 'flow' } },
    ]);
  });

  test('a condition that stands between a failure and its text stays there', () => {
    const condition = { left: { variable: 'v' }, op: 'is-set' } as const;
    const [routed] = nodes(main([{ ...call, routes: [{ when: 'other', if: condition, to: 'repeat' }] } as NodeInput]), {
      failureText: 'Oops',
    });
    expect(routed?.routes.slice(1)).toEqual([
      { when: { is: 'failure' }, if: condition, to: 'repeat' },
      { when: { is: 'failure' }, say: neutralSemantics.failureText, to: { end: 'flow' } },
    ]);
  });

  test('statuses that count otherwise are routed by number where they are few, else by class', () => {
    const routes: readonly RouteInput[] = [
      { name: 'fine', when: 'success', to: 'next' },
      { when: 'failure', to: 'repeat' },
    ];
    const input = main([{ ...call, routes } as NodeInput]);
    const added = (semantics: Partial<Semantics>) => nodes(input, semantics)[0]?.routes.slice(2);
    expect(added({ success: ['2xx', '304'] })).toEqual([{ when: { status: 304 }, to: 'repeat' }]);
    expect(added({ success: ['200', '201'] })).toEqual([{ when: { class: '2xx' }, to: 'next' }]);
    const few = main([{ ...call, routes } as NodeInput], { semantics: { success: ['200', '201'] } });
    expect(nodes(few, {})[0]?.routes.slice(2)).toEqual([
      { when: { class: '2xx' }, to: 'repeat' },
      { when: { status: 200 }, to: 'next' },
      { when: { status: 201 }, to: 'next' },
    ]);
  });

  test('a made route is placed at the route it was made of', () => {
    const routes: readonly RouteInput[] = [
      { when: 'success', to: 'next' },
      { when: 'failure', to: 'repeat' },
    ];
    const { bot, report } = lowered(main([{ ...call, routes } as NodeInput]), { success: ['200'], unsetText: 'placeholder' });
    expect(bot.flows[0]?.nodes[0]?.routes).toHaveLength(3);
    expect(report).toEqual(['unset-text integrations.lookup']);
  });

  test('a text that nothing matches becomes a fallback flow', () => {
    const { author, bot, report } = lowered(withOther([ask]), { noMatchText: 'What?' });
    expect(report).toEqual([]);
    expect(bot.flows.slice(0, 2)).toEqual(author.flows);
    expect(bot.flows[2]).toMatchObject({
      kind: 'fallback',
      nodes: [{ kind: 'message', content: [{ kind: 'text', text: neutralSemantics.noMatchText }] }],
    });
  });

  test('the fallback flow and its node have ids of their own', () => {
    const taken = {
      id: 'no-match',
      nodes: [{ id: 'no-match-text', kind: 'question', text: 'Yes?', routes: [{ when: { equals: '1' }, to: 'next' }] }],
    } as const;
    const { bot } = lowered({ id: 'shop', flows: [taken] }, { noMatchText: '' });
    expect(bot.flows.map(({ id }) => id)).toEqual(['no-match', 'no-match-2']);
    expect(bot.flows[1]?.nodes.map(({ id }) => id)).toEqual(['no-match-text-2']);
  });

  test('a node that repeats itself is routed to itself', () => {
    const [made] = nodes(main([ask], { semantics: { unmatchedReply: 'repeat' } }), {});
    expect(made?.routes[1]).toEqual({ when: { outcome: 'no-match' }, to: 'repeat' });
    expect(
      lowered(main([{ ...ask, text: 'Yes, {{name}}?' } as NodeInput], { semantics: { unmatchedReply: 'repeat' } }), {}).report,
    ).toEqual(['unmatched-reply flows.main.nodes.ask']);
  });

  test('routes behind one that is always taken go, and others are put in order', () => {
    const shadowed: readonly RouteInput[] = [{ to: 'ask' }, { when: { intent: 'yes' }, to: 'next' }, { when: 'no-match', to: 'next' }];
    const toIntentFirst = { routeOrder: 'intent-first-no-match-last' } as const;
    expect(nodes(main([{ ...ask, routes: shadowed } as NodeInput]), toIntentFirst)[0]?.routes).toEqual([{ to: { node: 'ask' } }]);
    const mixed: readonly RouteInput[] = [
      { when: { equals: '1' }, to: 'next' },
      { when: { intent: 'yes' }, to: 'ask' },
    ];
    const [sorted] = nodes(main([{ ...ask, routes: mixed } as NodeInput], { semantics: toIntentFirst }), {});
    expect(sorted?.routes.map(({ when }) => when)).toEqual([{ intent: 'yes' }, { equals: '1' }]);
  });

  test('expressions are anchored, or set free', () => {
    const input = (semantics: Partial<Semantics>) =>
      main([{ ...ask, routes: [{ when: { regex: 'a|b' }, to: 'next' }] } as NodeInput], { semantics });
    expect(nodes(input({ regexMatch: 'full' }), {})[0]?.routes[0]?.when).toEqual({ regex: '^(?:a|b)$' });
    expect(nodes(input({}), { regexMatch: 'full' })[0]?.routes[0]?.when).toEqual({ regex: '[\\s\\S]*(?:a|b)[\\s\\S]*' });
  });

  test('a comparison that a script makes looks at case as the author has it, and one that the platform makes does not', () => {
    const scripted = { nodes: ['message', 'script'], conditions: ['contains'], scripts: ['es5'] } as const;
    const conditions = (op: 'equals' | 'contains', right: 'Yes' | { readonly template: string } = 'Yes') =>
      main([{ id: 'if', kind: 'condition', routes: [{ if: { left: 'v', op, right }, to: 'next' }] }]);
    const made = lowered(conditions('equals'), { conditionCase: 'ignore' }, scripted);
    expect(made.report).toEqual([]);
    expect(made.bot.flows[0]?.nodes[0]?.routes[0]?.if).toEqual({ left: { variable: 'v' }, op: 'regex', right: { literal: '^Yes$' } });
    const template = lowered(conditions('equals', { template: 'Yes' }), { conditionCase: 'ignore' }, scripted);
    expect(template).toMatchObject({ report: [], bot: { flows: made.bot.flows } });
    expect(lowered(conditions('contains', { template: '42' }), { conditionCase: 'ignore' }, scripted).report).toEqual([]);
    const listed = lowered(conditions('contains'), { conditionCase: 'ignore' }, scripted);
    expect(listed.report).toEqual(['condition-case flows.main.nodes.if.routes.0.if']);
    const own = lowered(conditions('equals'), { conditionCase: 'ignore' }, { ...scripted, conditions: ['equals'] });
    expect(own.report).toEqual(['condition-case flows.main.nodes.if.routes.0.if']);
    const scriptless = lowered(conditions('equals'), { conditionCase: 'ignore' }, { ...scripted, scripts: [] });
    expect(scriptless.report).toEqual(['condition-case flows.main.nodes.if.routes.0.if']);
  });

  test('headers that every call carries are written into the integration, once', () => {
    const { bot, report } = lowered(main([call]), { defaultHeaders: [{ name: 'x-of', value: 'platform' }] });
    expect(bot.integrations[0]).toMatchObject({ headers: [{ name: 'accept', value: 'application/json' }] });
    expect(report).toEqual(['default-headers semantics.defaultHeaders']);
    expect(lowered(main([call]), { defaultHeaders: [{ name: 'Accept', value: 'application/json' }] }).report).toEqual([]);
  });

  test('a header that is replaced anyway is taken out', () => {
    const headers = [
      { name: 'Accept', value: 'text/plain' },
      { name: 'x-mine', value: '1' },
    ];
    const input = main([{ ...call, headers } as NodeInput], {
      integrations: [{ ...lookup, headers } as IntegrationInput],
      semantics: { defaultHeadersWin: true },
    });
    const { bot, report } = lowered(input, {});
    expect(report).toEqual([]);
    expect(bot.integrations[0]).toMatchObject({ headers: [headers[1]] });
    expect(bot.flows[0]?.nodes[0]).toMatchObject({ headers: [headers[1]] });
  });

  test('a header that only some callers set cannot be written for the others', () => {
    const input = main([call, { ...call, id: 'own', headers: [{ name: 'accept', value: 'text/plain' }] } as NodeInput]);
    expect(lowered(input, { defaultHeaders: [] }).report).toEqual(['default-headers integrations.lookup']);
  });
});

test('a chain that is too long is told of where it becomes so', () => {
  const chain = Array.from({ length: 25 }, (_, index): NodeInput => ({ id: `m${index}`, kind: 'message', text: 'Hi' }));
  expect(lowered(main(chain), { chainLimit: 10 }).report).toEqual(['chain-limit flows.main.nodes.m10', 'chain-limit flows.main.nodes.m21']);
  expect(lowered(main(chain), { chainLimit: 25 }).report).toEqual([]);
});

test('10,000 nodes take linear time', () => {
  const shops = (count: number): BotInput =>
    main(
      Array.from({ length: count }, (_, index): NodeInput[] => [
        { id: `call-${index}`, kind: 'api', integration: 'lookup', routes: [{ when: 'success', to: 'next' }] },
        { id: `ask-${index}`, kind: 'question', text: 'Hi {{name}}?', routes: [{ when: { regex: 'a' }, to: 'next' }] },
      ]).flat(),
    );
  const { bot } = lowered(shops(5_000), {
    success: ['200'],
    regexMatch: 'full',
    failureText: 'Oops',
    unsetText: 'placeholder',
    chainLimit: 5,
  });
  expect(bot.flows[0]?.nodes).toHaveLength(10_000);
});
