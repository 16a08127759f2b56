import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CapabilitiesInput, completeCapabilities } from '../adapter/capabilities.ts';
import { neutralCapabilities } from '../adapter/neutral-capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { Bot } from '../document/bot.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { FlowInput, NodeInput } from '../input/bot-input.ts';
import { everythingBot } from '../reading/everything-bot.fixture.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { lowerCoreKinds } from './core-kinds.ts';
import { createLowerContext } from './lower-context.ts';
import { provenanceOf } from './provenance.ts';

const lower = (
  input: readonly NodeInput[] | readonly FlowInput[],
  capabilities: CapabilitiesInput = {
    nodes: ['message', 'question'],
    targets: ['flow', 'end-flow', 'end-conversation', 'node-of-other-flow'],
  },
) => {
  const flows = input.some((element) => 'nodes' in element)
    ? (input as readonly FlowInput[])
    : [{ id: 'f', triggers: [{ kind: 'text', equals: 'hi' }], nodes: input as readonly NodeInput[] } satisfies FlowInput];
  const bot = normaliseBot({ id: 'b', flows });
  const provenance = provenanceOf(bot);
  const findings: TranslationFinding[] = [];
  const context = createLowerContext(bot, {
    adapter: 'plain',
    capabilities: completeCapabilities(capabilities),
    semantics: neutralSemantics,
    nodeKinds: [],
    provenance,
    report: (finding) => void findings.push(finding),
  });
  const lowered = lowerCoreKinds(bot, context);
  // Whatever the pass makes is a bot.
  normaliseBot(lowered);
  return { bot, lowered, nodes: nodesOf(lowered), losses: findings.map(({ code, at }) => `${code} ${provenance.placeOf(at)}`) };
};
const nodesOf = (bot: Bot): readonly string[] =>
  bot.flows.flatMap(({ nodes }) =>
    nodes.map(({ id, kind, routes, next }) => {
      const targets = [...routes.map(({ to }) => to), ...(next === undefined ? [] : [next])].map((to) =>
        typeof to === 'string' ? to : String(Object.values(to)[0]),
      );
      return [id, kind, ...targets].join(' ');
    }),
  );
const say = (id: string, more: Partial<NodeInput> = {}): NodeInput => ({ id, kind: 'message', text: id, ...more }) as NodeInput;
const scripts = { nodes: ['message', 'script'], scripts: ['es5'], targets: ['end-flow', 'end-conversation', 'flow'] } as const;

describe('nodes that only lead on', () => {
  test('leave a bot as it is that has none', () => {
    const { bot, lowered } = lower([say('a'), say('b')]);
    expect(lowered).toBe(bot);
  });

  test('are taken out, and what led to them leads where they led', () => {
    const { nodes, losses } = lower([
      { id: 'begin', kind: 'start' },
      say('a', { next: 'go' }),
      say('b'),
      { id: 'go', kind: 'jump', to: 'further' },
      { id: 'further', kind: 'jump', to: 'b' },
      {
        id: 'q',
        kind: 'question',
        text: 'Q',
        routes: [
          { when: { equals: 'x' }, to: 'bye' },
          { when: { equals: 'y' }, to: 'next' },
        ],
      },
      { id: 'bye', kind: 'end', conversation: true },
      say('c', { next: 'stop' }),
      { id: 'stop', kind: 'end' },
    ]);
    expect(nodes).toEqual(['a message b', 'b message b', 'q question conversation conversation', 'c message flow']);
    expect(losses).toEqual([]);
  });

  test('do not make a question take what it declined', () => {
    const { lowered } = lower([
      { id: 'q', kind: 'question', text: 'Q', routes: [{ when: { equals: 'x' }, to: 'a' }] },
      { id: 'stop', kind: 'end' },
      say('a'),
    ]);
    expect(lowered.flows[0]?.nodes[0]).not.toHaveProperty('next');
  });

  test('are missed behind a question that may be passed over, and has routes', () => {
    const routes = [{ when: { equals: 'x' }, to: 'a' }];
    const question = { id: 'q', kind: 'question', text: 'Q', variable: 'v', routes } as const;
    const { losses } = lower([{ ...question, skipIfSet: true }, { id: 'stop', kind: 'end' }, say('a')]);
    expect(losses).toEqual(['skip-not-carried /flows/0/nodes/0']);
    expect(lower([question, { id: 'stop', kind: 'end' }, say('a')]).losses).toEqual([]);
  });

  test('are led past by the routes of such a question all the same', () => {
    const routes = [{ when: { equals: 'x' }, to: 'far' }];
    const { nodes } = lower([
      { id: 'q', kind: 'question', text: 'Q', variable: 'v', skipIfSet: true, routes },
      { id: 'stop', kind: 'end' },
      say('a'),
      { id: 'far', kind: 'jump', to: 'a' },
    ]);
    expect(nodes[0]).toBe('q question a');
  });

  test('are reported at their place, where nothing could stand for the end they were at the beginning of a flow', () => {
    const { losses } = lower([{ id: 'stop', kind: 'end' }, say('a')], { nodes: ['message', 'script'], scripts: ['es5'] });
    expect(losses).toEqual(['target-not-carried /flows/0/nodes/0']);
  });

  test('may be the first of a flow: it begins where they led', () => {
    expect(lower([{ id: 'go', kind: 'jump', to: 'b' }, say('a'), say('b'), say('c')]).nodes).toEqual([
      'b message c',
      'a message b',
      'c message',
    ]);
  });

  test('may lead each other in a circle', () => {
    const { nodes, losses } = lower([say('a', { next: 'x' }), { id: 'x', kind: 'jump', to: 'y' }, { id: 'y', kind: 'jump', to: 'x' }]);
    expect(nodes).toEqual(['a message flow']);
    expect(losses).toEqual(['endless-jump /flows/0/nodes/1']);
  });

  test('may be all of a flow, which then leads on at once', () => {
    const flows: readonly FlowInput[] = [
      { id: 'f', triggers: [{ kind: 'text', equals: 'hi' }], nodes: [{ id: 'go', kind: 'jump', to: { flow: 'g' } }] },
      { id: 'g', nodes: [say('a', { next: { flow: 'f' } })] },
    ];
    const { lowered, losses } = lower(flows);
    expect(lowered.flows).toMatchObject([
      { id: 'f', triggers: [], nodes: [] },
      { id: 'g', triggers: [{ equals: 'hi' }], nodes: [{ id: 'a', next: { flow: 'g' } }] },
    ]);
    expect(losses).toEqual([]);
    expect(lower(flows, scripts).nodes).toEqual(['go script g', 'a message f']);
  });

  test('are missed where a flow must begin with a way into the middle of another', () => {
    const { losses } = lower([
      { id: 'f', triggers: [{ kind: 'text', equals: 'hi' }], nodes: [{ id: 'go', kind: 'jump', to: 'b' }] },
      { id: 'g', nodes: [say('a'), say('b')] },
    ]);
    expect(losses).toEqual(['entry-lost /flows/0']);
  });

  test('leave their scripts behind as nodes', () => {
    const hooks = { before: { dialect: 'es5', source: 'before' }, after: { dialect: 'es5', source: 'after' } };
    const { lowered, losses } = lower([say('a'), { id: 'go', kind: 'jump', to: 'a', hooks }], scripts);
    expect(lowered.flows[0]?.nodes).toMatchObject([
      { id: 'a' },
      { id: 'go', kind: 'script', source: 'before' },
      { id: 'go-after', kind: 'script', source: 'after', next: { node: 'a' } },
    ]);
    expect(losses).toEqual([]);
    expect(lower([say('a'), { id: 'go', kind: 'jump', to: 'a', hooks }]).losses).toEqual([
      'hook-not-carried /flows/0/nodes/1/hooks/before',
      'hook-not-carried /flows/0/nodes/1/hooks/after',
    ]);
  });
});

describe('nodes that decide and set', () => {
  const decide: NodeInput = {
    id: 'd',
    kind: 'condition',
    routes: [
      { if: { left: 'n', op: 'less', right: 3 }, to: 'low' },
      { if: { all: [{ left: 'x.y', op: 'is-set' }, { not: { left: '{{z}}', op: 'equals', right: 'Z' } }] }, to: { end: 'conversation' } },
      { to: 'a' },
    ],
  };
  const jump: NodeInput = { id: 'low', kind: 'jump', to: 'b' };

  test('become scripts that go on by name', () => {
    const { lowered, losses } = lower([decide, say('a'), say('b', { name: 'The b' }), jump], scripts);
    const [script, carrier] = lowered.flows[0]?.nodes ?? [];
    expect(script).toMatchObject({ id: 'd', kind: 'script', dialect: 'es5', routes: [], next: { node: 'a' } });
    expect(
      String((script as { source?: unknown }).source)
        .split('\n')
        .slice(-2),
    ).toEqual([
      'if (less(get("n"), 3, false)) goto("The b");',
      'else if ((at(get("x"), ["y"]) != null) && !equals(get("z"), "Z", false)) goto("d to");',
    ]);
    expect(carrier).toMatchObject({ name: 'd to', kind: 'script', source: '', next: { end: 'conversation' } });
    expect(losses).toEqual([]);
  });

  test('go on as if no condition held where nothing can decide', () => {
    const { nodes, losses } = lower([say('s', { next: 'd' }), decide, say('a'), say('b'), jump]);
    expect(nodes).toEqual(['s message a', 'a message', 'b message b']);
    expect(losses).toEqual(['kind-not-carried /flows/0/nodes/1']);
  });

  test('lead on faithfully where there is nothing to decide', () => {
    const { nodes, losses } = lower([say('a', { next: 'd' }), { id: 'd', kind: 'condition', routes: [{ to: 'c' }] }, say('b'), say('c')]);
    expect(nodes).toEqual(['a message c', 'b message', 'c message']);
    expect(losses).toEqual([]);
  });

  test('set in a script, else not at all', () => {
    const set: NodeInput = { id: 'set', kind: 'assign', set: [{ variable: 'n', value: '{{m}}' }] };
    expect(lower([set, say('a')], scripts).lowered.flows[0]?.nodes[0]).toMatchObject({ kind: 'script', source: 'set("n", get("m"));' });
    const { nodes, losses } = lower([set, say('a')]);
    expect(nodes).toEqual(['a message']);
    expect(losses).toEqual(['kind-not-carried /flows/0/nodes/0']);
  });

  test('print in a script what stands in a text', () => {
    const set: NodeInput = { id: 'set', kind: 'assign', set: [{ variable: 'n', value: 'Dear {{m}}, {{o.city}}' }] };
    const { lowered, losses } = lower([set, say('a')], scripts);
    expect(lowered.flows[0]?.nodes[0]).toMatchObject({
      kind: 'script',
      source: expect.stringMatching(
        /^set\("n", \("Dear " \+ text\(get\("m"\)\) \+ ", " \+ text\(at\(get\("o"\), \["city"\]\)\)\)\);\nfunction at/,
      ),
    });
    expect(losses).toEqual([]);
  });

  test('set on a route what no script can read, and in a script what is no text, in their order', () => {
    const list = [
      { variable: 'a', value: 1 },
      { variable: 'b', value: '{{env.PLACE}}' },
      { variable: 'c', value: '{{b}}' },
      { variable: 'd', value: true },
    ];
    const withTexts = { ...scripts, routes: ['set-text'] } as const;
    const { lowered, losses } = lower([{ id: 'set', kind: 'assign', set: list, next: 'repeat' }, say('z')], withTexts);
    const [first, second, third] = lowered.flows[0]?.nodes ?? [];
    expect(first).toMatchObject({ id: 'set', kind: 'script', source: 'set("a", 1);', routes: [] });
    expect(second).toMatchObject({ kind: 'script', source: '', routes: [{ set: list.slice(1, 3), to: 'next' }] });
    expect(third).toMatchObject({ kind: 'script', source: 'set("d", true);', next: { node: 'set' } });
    expect(losses).toEqual([]);
    const unsaid = lower([{ id: 'set', kind: 'assign', set: list }, say('z')], scripts);
    expect(unsaid.losses).toEqual(['kind-not-carried /flows/0/nodes/0']);
  });

  test('still decide when their script cannot run', () => {
    const node: NodeInput = {
      id: 's',
      kind: 'script',
      dialect: 'other',
      source: '',
      routes: [{ if: { left: 'n', op: 'is-set' }, to: 'b' }],
    };
    const { lowered, losses } = lower([node, say('a'), say('b')], scripts);
    expect(lowered.flows[0]?.nodes[0]).toMatchObject({ kind: 'script', dialect: 'es5', source: 'if (get("n") != null) goto("b");' });
    expect(losses).toEqual(['script-not-carried /flows/0/nodes/0']);
  });
});

describe('nodes nothing else stands for', () => {
  const nodes: readonly NodeInput[] = [
    say('a', { next: 'hold' }),
    { id: 'hold', kind: 'wait', reference: 'r', routes: [{ when: 'callback', to: 'a' }] },
    { id: 'odd', kind: 'platform', adapter: 'other', raw: 1 },
    { id: 'person', kind: 'handoff', queue: 'q', message: 'One moment' },
  ];
  const places = ['kind-not-carried /flows/0/nodes/1', 'kind-not-carried /flows/0/nodes/2', 'kind-not-carried /flows/0/nodes/3'];

  test('end the flow, and say what they say', () => {
    const { nodes: made, losses } = lower(nodes);
    expect(made).toEqual(['a message flow', 'person message flow']);
    expect(losses).toEqual(places);
  });

  test('become a person where there are any', () => {
    const { nodes: made, losses } = lower(nodes, { nodes: ['message', 'handoff', 'platform'] });
    expect(made).toEqual(['a message hold', 'hold handoff', 'odd handoff', 'person handoff']);
    expect(losses).toEqual(places.slice(0, 2));
  });

  test('stay when they are the platform’s own', () => {
    const own: NodeInput = { id: 'own', kind: 'platform', adapter: 'plain', raw: 1 };
    expect(lower([own, { id: 'bye', kind: 'end' }], { nodes: ['platform'] }).nodes).toEqual(['own platform']);
  });
});

test('whatever is listed, nothing else is left, and it is a bot', () => {
  const bot = normaliseBot(everythingBot);
  fc.assert(
    fc.property(fc.subarray([...neutralCapabilities.nodes]), fc.boolean(), (listed, hasScripts) => {
      // Choices and lists are said in other nodes before.
      const nodes = [...new Set([...listed, 'choice' as const, 'list' as const])];
      const findings: TranslationFinding[] = [];
      const context = createLowerContext(bot, {
        adapter: 'other',
        capabilities: { ...neutralCapabilities, nodes, scripts: hasScripts ? ['es5'] : [] },
        semantics: neutralSemantics,
        nodeKinds: [],
        provenance: provenanceOf(bot),
        report: (finding) => void findings.push(finding),
      });
      const lowered = lowerCoreKinds(bot, context);
      normaliseBot(lowered);
      const kinds = new Set(lowered.flows.flatMap((flow) => flow.nodes.map(({ kind }) => kind)));
      expect([...kinds].filter((kind) => !nodes.includes(kind as 'end'))).toEqual([]);
      expect(kinds.has('platform') || (kinds.has('script') && !hasScripts)).toBe(false);
      expect(findings.filter(({ at }) => context.provenance.placeOf(at) === '')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('what is set is set before the script after it runs', () => {
  const after = { dialect: 'es5', source: 'get("a")' };
  const { lowered } = lower([{ id: 'set', kind: 'assign', set: [{ variable: 'a', value: 1 }], hooks: { after } }, say('b')], {
    ...scripts,
    routes: ['set'],
    hooks: ['after'],
  });
  expect(lowered.flows[0]?.nodes[0]).toMatchObject({ kind: 'script', source: 'set("a", 1);', hooks: { after }, routes: [] });
});
