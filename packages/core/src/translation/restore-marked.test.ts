import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { DraftNode } from '../adapter/draft.ts';
import { defineNodeKind } from '../authoring/define-node-kind.ts';
import type { Bot } from '../document/bot.ts';
import type { BotInput, NodeInput } from '../input/bot-input.ts';
import type { Json, JsonObject } from '../json.ts';
import { outcome } from '../plugin/node-kind.ts';
import { definePlugin } from '../plugin/plugin.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { exportBot } from './export-bot.ts';
import { importBot } from './import-bot.ts';
import { type LoweredJson, loweredJson } from './lowered-json.fixture.ts';
import { printMarker, readMarker } from './marker.ts';

const rating = defineNodeKind({
  kind: 'acme/rating',
  schema: z.object({ text: z.string(), variable: z.string() }),
  outcomes: ['unhappy', 'happy'],
  lower: (node) => ({
    nodes: [
      { id: 'ask', kind: 'choice', text: node.text, variable: node.variable, options: ['★', '★★'], next: 'sort' },
      {
        id: 'sort',
        kind: 'condition',
        routes: [{ if: { left: node.variable, op: 'equals', right: '★' }, to: outcome('unhappy') }, { to: outcome('happy') }],
      },
    ],
  }),
});
const plugins = [definePlugin({ name: '@acme/plugin', nodeKinds: [rating] })];
const adapter = loweredJson();

const input = (node: Partial<NodeInput> = {}): BotInput => ({
  id: 'plain',
  variables: ['order', 'stars'].map((name) => ({ name })),
  flows: [
    {
      id: 'main',
      triggers: [{ kind: 'text', equals: 'hi' }],
      nodes: [
        { id: 'hello', kind: 'message', text: 'Hi', next: 'rate' },
        {
          id: 'rate',
          name: 'Rate it',
          kind: 'acme/rating',
          text: 'How was {{ order.id }}? */',
          variable: 'stars',
          routes: [
            { when: 'unhappy', say: 'Oh', to: 'sorry' },
            { when: 'happy', if: { left: 'stars', op: 'is-set' }, to: 'next' },
          ],
          ...node,
        } as NodeInput,
        { id: 'thanks', kind: 'message', text: 'Thanks' },
        { id: 'sorry', kind: 'message', text: 'Sorry', next: { flow: 'other' } },
      ],
    },
    { id: 'other', nodes: [{ id: 'bye', kind: 'message', text: 'Bye' }] },
  ],
});
const long = (bot: BotInput): Bot => normaliseBot(bot, { nodeKinds: [rating] });
const flowsOf = (document: unknown) => importBot(adapter, document, { plugins }).value.flows;
const lowered = (bot: BotInput = input()): LoweredJson => structuredClone(exportBot(adapter, bot, { plugins }).value);

type Mutable = { [name: string]: Json };
const edited = (edit: (nodes: Mutable[], document: { flows: { nodes: Mutable[] }[] }) => void, bot?: BotInput): LoweredJson => {
  const document = lowered(bot) as unknown as { flows: { nodes: Mutable[] }[] };
  edit(document.flows[0]?.nodes ?? [], document);
  return document as unknown as LoweredJson;
};
const markedNode = (document: LoweredJson): DraftNode =>
  document.flows.flatMap(({ nodes }) => nodes).find(({ marker }) => marker !== undefined) as DraftNode;

describe('a group of generated nodes', () => {
  test('stands in the document with a marker on the first', () => {
    const nodes = lowered().flows[0]?.nodes ?? [];
    expect(nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'hello message',
      'rate choice',
      'rate-sort condition',
      'rate-unhappy condition',
      'rate-happy condition',
      'thanks message',
      'sorry message',
    ]);
    expect(nodes.filter(({ marker }) => marker !== undefined).map(({ id }) => id)).toEqual(['rate']);
    expect(markedNode(lowered()).marker).not.toContain('*/');
  });

  test('becomes the author’s node again', () => {
    const { value, diagnostics } = importBot(adapter, lowered(), { plugins });
    expect(value.flows).toEqual(long(input()).flows);
    expect(diagnostics).toEqual([]);
  });

  test('is found by name when import gives other ids', () => {
    const text = JSON.stringify(lowered())
      .replaceAll('"rate', '"n7')
      .replaceAll('"thanks"', '"n8"')
      .replaceAll('"name":"n8"', '"name":"thanks"');
    const renamed = flowsOf(text)[0]?.nodes;
    expect(renamed?.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['hello message', 'n7 acme/rating', 'n8 message', 'sorry message']);
    expect(renamed?.[0]?.next).toEqual({ node: 'n7' });
  });

  test('is found in another order, and goes on where it went on', () => {
    const document = edited((nodes, { flows }) => {
      for (const [index, node] of nodes.entries())
        node.next ??= node.kind === 'message' && nodes[index + 1] ? { node: String(nodes[index + 1]?.id) } : { end: 'flow' };
      const [hello, rate, sort, unhappy, happy, thanks, sorry] = nodes as [Mutable, Mutable, Mutable, Mutable, Mutable, Mutable, Mutable];
      if (flows[0]) flows[0].nodes = [hello, sorry, rate, happy, unhappy, sort, thanks];
    });
    const restored = flowsOf(document)[0]?.nodes;
    expect(restored?.map(({ id }) => id)).toEqual(['hello', 'sorry', 'rate', 'thanks']);
    expect(restored?.[2]).toEqual(long(input()).flows[0]?.nodes[1]);
  });

  test('keeps on leading where it led when something was put behind it', () => {
    const document = edited((nodes) =>
      nodes.splice(5, 0, { id: 'new', kind: 'message', content: [{ kind: 'text', text: 'New' }], next: { end: 'flow' } }),
    );
    expect(flowsOf(document)[0]?.nodes[1]).toMatchObject({
      kind: 'acme/rating',
      routes: [{ to: { node: 'sorry' } }, { to: { node: 'thanks' } }],
      next: { node: 'thanks' },
    });
  });

  test('stays as it is without the plugin', () => {
    const { value, diagnostics } = importBot(adapter, lowered());
    expect(value.flows[0]?.nodes.map(({ kind }) => kind)).toEqual([
      'message',
      'choice',
      'condition',
      'condition',
      'condition',
      'message',
      'message',
    ]);
    expect(diagnostics).toMatchObject([{ code: 'plugin-missing', severity: 'info', place: '/flows/0/nodes/1' }]);
  });

  test('stays as it is when markers are not to be read', () => {
    const { value, diagnostics } = importBot(adapter, lowered(), { plugins, restore: false });
    expect(value.flows[0]?.nodes[1]?.kind).toBe('choice');
    expect(diagnostics).toEqual([]);
  });

  test.each<[string, (nodes: Mutable[]) => void]>([
    ['a text', ([, rate]) => void Object.assign(rate ?? {}, { text: 'Other?' })],
    ['a link inside', ([, , sort]) => void Object.assign(sort ?? {}, { routes: [{ to: { node: 'hello' } }] })],
    ['a name', ([, rate]) => void Object.assign(rate ?? {}, { name: 'Another' })],
    ['a node gone', (nodes) => void Object.assign(nodes[2] ?? {}, { routes: [] }, nodes.splice(4, 1) && {})],
    ['a link from outside', ([hello]) => void Object.assign(hello ?? {}, { next: { node: 'rate-sort' } })],
    ['a node between, that goes on', (nodes) => void nodes.splice(2, 0, { id: 'new', kind: 'message', content: [] })],
  ])('stays as it is once it was changed: %s', (_what, edit) => {
    const document = edited(edit);
    const { value, diagnostics } = importBot(adapter, document, { plugins });
    expect(value.flows.flatMap(({ nodes }) => nodes).some(({ kind }) => kind === 'acme/rating')).toBe(false);
    expect(JSON.stringify(value.flows)).not.toContain('dragoman:1');
    expect(diagnostics).toMatchObject([
      { code: 'group-changed', severity: 'info', loss: 'assumed', place: expect.stringMatching(/^\/flows\/0\/nodes\/\d$/) },
    ]);
  });

  test('is restored once when its marker stands twice', () => {
    const document = edited((nodes) => {
      nodes.push({ ...(nodes[6] as Mutable), id: 'copy', name: 'copy', marker: nodes[1]?.marker as string });
    });
    const { value, diagnostics } = importBot(adapter, document, { plugins });
    expect(value.flows[0]?.nodes.map(({ kind }) => kind)).toEqual(['message', 'acme/rating', 'message', 'message', 'message']);
    expect(diagnostics).toMatchObject([{ code: 'group-changed', place: '/flows/0/nodes/4' }]);
  });
});

describe('a call that was said by another integration', () => {
  const calling: BotInput = {
    id: 'plain',
    integrations: [
      {
        id: 'lookup',
        name: 'Look up',
        method: 'GET',
        url: 'https://a.example/',
        response: { variable: 'order', fields: [{ name: 'id', path: '$.id' }], sample: { id: 1 } },
      },
    ],
    flows: [
      {
        id: 'main',
        nodes: [
          {
            id: 'ask',
            kind: 'api',
            integration: 'lookup',
            query: [{ name: 'q', value: '{{order.id}}' }],
            routes: [{ when: 'failure', to: 'next' }],
          },
        ],
      },
    ],
  };
  const poor = loweredJson({ request: ['query', 'headers', 'json'] });

  test.each([true, false])('has the author’s again, whether the platform kept it: %s', (isKept) => {
    const document = structuredClone(exportBot(poor, calling).value);
    expect(document.integrations.map(({ id }) => id)).toContain('ask-call');
    const integrations = isKept ? document.integrations : document.integrations.filter(({ id }) => id !== 'lookup');
    const { value, diagnostics } = importBot(poor, { ...document, integrations });
    expect(value.flows).toEqual(normaliseBot(calling).flows);
    expect(value.integrations).toEqual(normaliseBot(calling).integrations);
    expect(diagnostics).toEqual([]);
  });
});

describe('a marker nobody can trust', () => {
  const forged = (change: (payload: Mutable) => void): LoweredJson =>
    edited((nodes) => {
      const text = String(nodes[1]?.marker);
      const { payload, hash } = readMarker(text) as { payload: JsonObject; hash: string };
      const copy = structuredClone(payload) as Mutable;
      change(copy);
      (nodes[1] as Mutable).marker = printMarker(copy, null).replace(/[0-9a-f]{16}$/, hash);
    });
  const node = (payload: Mutable): Mutable => payload.node as Mutable;

  test.each<[string, (payload: Mutable) => void, string]>([
    ['no node', (payload) => void delete payload.node, 'marker-unreadable'],
    ['a node of no shape', (payload) => void Object.assign(node(payload), { text: 7 }), 'marker-unreadable'],
    [
      'a route it cannot have',
      (payload) => void Object.assign(node(payload), { routes: [{ when: 'never', to: 'next' }] }),
      'marker-unreadable',
    ],
    [
      'an integration that is not there',
      (payload) => void Object.assign(node(payload), { kind: 'api', integration: 'x', routes: [], text: undefined, variable: undefined }),
      'marker-unreadable',
    ],
    ['nodes that do not exist', (payload) => void Object.assign(payload, { nodes: ['nobody'] }), 'group-changed'],
    ['nodes that are no names', (payload) => void Object.assign(payload, { nodes: [{}] }), 'marker-unreadable'],
    ['its own node', (payload) => void (payload.nodes as string[]).push('Rate it'), 'group-changed'],
    ['a kind nobody knows', (payload) => void Object.assign(node(payload), { kind: 'evil/kind' }), 'plugin-missing'],
  ])('is passed over: it names %s', (_what, change, code) => {
    const { value, diagnostics } = importBot(adapter, forged(change), { plugins });
    expect(value.flows[0]?.nodes[1]?.kind).toBe('choice');
    expect(diagnostics).toMatchObject([{ code, severity: 'info' }]);
  });

  test.each([7, '', 'dragoman:1 {"__proto__":1} 0123456789abcdef', 'x'.repeat(1_000_000)])('is passed over: %j', (marker) => {
    const { diagnostics } = importBot(
      adapter,
      edited((nodes) => void Object.assign(nodes[0] ?? {}, { marker })),
      { plugins },
    );
    expect(diagnostics).toMatchObject([{ code: 'marker-unreadable', place: '/flows/0/nodes/0' }]);
  });

  test('may leave links to what is no longer there', () => {
    const document = forged((payload) => void Object.assign(node(payload), { routes: [{ when: 'happy', to: 'Nobody' }] }));
    expect(flowsOf(document)[0]?.nodes[1]?.routes).toEqual([{ when: { outcome: 'happy' }, to: { unresolved: 'Nobody' } }]);
  });
});

describe('whatever the bot', () => {
  const targets = (count: number): fc.Arbitrary<Json> =>
    fc.oneof(
      fc.constantFrom<Json>('next', 'repeat', { end: 'flow' }, { end: 'conversation' }, { flow: 'f' }),
      fc.nat(count - 1).map((index) => `n${index}`),
    );
  const nodes = fc.integer({ min: 1, max: 6 }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.record(
          {
            id: fc.constant(`n${index}`),
            kind: fc.constantFrom('acme/rating', 'message'),
            text: fc.constantFrom('A', '{{ a }} and {{b.c}}', '*/ "\n\u2028'),
            name: fc.constant(`Node ${index}`),
            variable: fc.constantFrom('v', 'w'),
            hooks: fc.constantFrom<Json>(
              {},
              { before: { dialect: 'es5', source: 'set("a", 1)' } },
              { onReply: { dialect: 'es5', source: '/* */' } },
            ),
            delayMs: fc.nat(3),
            next: targets(count),
            routes: fc.array(
              fc.record(
                {
                  when: fc.constantFrom('happy', 'unhappy'),
                  to: targets(count),
                  say: fc.constant('Say'),
                  name: fc.constant('r'),
                  if: fc.constant<Json>({ left: 'v', op: 'is-set' }),
                },
                { requiredKeys: ['to'] },
              ),
              { maxLength: 3 },
            ),
          },
          { requiredKeys: ['id', 'kind', 'text', 'variable'] },
        ),
      ),
    ),
  );
  const bots = nodes.map(
    (list): BotInput => ({
      id: 'plain',
      flows: [
        {
          id: 'f',
          nodes: list.map((node) => {
            const { variable, routes, ...rest } = node;
            return (node.kind === 'message' ? rest : { ...rest, variable, ...(routes && { routes }) }) as unknown as NodeInput;
          }),
        },
      ],
    }),
  );

  test('lowering and restoring gives the author’s nodes back', () => {
    let restored = 0;
    fc.assert(
      fc.property(bots, (bot) => {
        const { value: document, diagnostics: losses } = exportBot(adapter, bot, { plugins });
        const { value, diagnostics } = importBot(adapter, structuredClone(document), { plugins });
        restored += value.flows[0]?.nodes.filter(({ kind }) => kind === 'acme/rating').length ?? 0;
        expect(value.flows).toEqual(long(bot).flows);
        expect(diagnostics.filter(({ code }) => code === 'group-changed')).toEqual([]);
        expect(losses.filter(({ loss }) => loss !== 'none')).toEqual([]);
      }),
      { numRuns: 120 },
    );
    expect(restored).toBeGreaterThan(120);
  });
});
