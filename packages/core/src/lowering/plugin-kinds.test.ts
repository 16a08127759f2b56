import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { CapabilitiesInput } from '../adapter/capabilities.ts';
import { defineNodeKind } from '../authoring/define-node-kind.ts';
import type { BotInput, NodeInput } from '../input/bot-input.ts';
import { type Lowering, outcome } from '../plugin/node-kind.ts';
import { definePlugin } from '../plugin/plugin.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { exportBot } from '../translation/export-bot.ts';
import { importBot } from '../translation/import-bot.ts';
import { loweredJson } from '../translation/lowered-json.fixture.ts';
import { runnableBot } from './plugin-kinds.ts';

const kindOf = (lower: (node: { text: string }, hasScripts: boolean) => Lowering<'yes' | 'no'>) =>
  defineNodeKind({
    kind: 'acme/ask',
    schema: z.object({ text: z.string() }),
    outcomes: ['yes', 'no'],
    lower: (node, { capabilities }) => lower(node, capabilities.scripts.includes('es5')),
  });
const ask = (more: Record<string, unknown> = {}): NodeInput => ({ id: 'ask', kind: 'acme/ask', text: 'Sure?', ...more }) as NodeInput;
const botOf = (node: NodeInput): BotInput => ({
  id: 'plain',
  variables: ['order', 'stars'].map((name) => ({ name })),
  flows: [
    {
      id: 'f',
      triggers: [{ kind: 'text', equals: 'hi' }],
      nodes: [node, { id: 'a', kind: 'message', text: 'A' }, { id: 'b', kind: 'message', text: 'B' }],
    },
  ],
});
const simple = kindOf(({ text }) => ({
  nodes: [
    {
      id: 'q',
      kind: 'question',
      text,
      routes: [
        { when: { equals: 'yes' }, to: outcome('yes') },
        { when: 'no-match', to: outcome('no') },
      ],
    },
  ],
}));
const translate = (kind: ReturnType<typeof kindOf>, node: NodeInput, capabilities: Partial<CapabilitiesInput> = {}) => {
  const plugins = [definePlugin({ name: '@acme/plugin', nodeKinds: [kind] })];
  const adapter = loweredJson(capabilities);
  const { value, diagnostics } = exportBot(adapter, botOf(node), { plugins });
  const losses = diagnostics.filter(({ loss }) => loss !== 'none').map(({ code, loss, path }) => `${code} ${loss} ${path}`);
  return {
    nodes: value.flows[0]?.nodes ?? [],
    losses,
    reasons: diagnostics.map(({ reason }) => reason),
    again: () => importBot(adapter, structuredClone(value), { plugins }),
  };
};

describe('a node of a plugin’s kind', () => {
  test('stays where the platform knows the kind', () => {
    const { nodes } = translate(simple, ask(), { nodes: ['message', 'acme/ask'] });
    expect(nodes[0]).toEqual({ id: 'ask', name: 'ask', kind: 'acme/ask', text: 'Sure?', routes: [] });
  });

  test('goes on where its routes lead: to a plain one at once, to others by a condition', () => {
    const { nodes, losses } = translate(
      simple,
      ask({
        text: 'Dear {{stars}}',
        routes: [
          { when: 'yes', if: { left: 'stars', op: 'is-set' }, to: 'repeat' },
          { when: 'no', to: 'b' },
          { say: 'Well', to: 'next' },
        ],
      }),
    );
    expect(nodes).toMatchObject([
      { id: 'ask', kind: 'question', text: 'Dear {{stars}}', routes: [{ to: { node: 'ask-yes' } }, { to: { node: 'b' } }] },
      {
        id: 'ask-yes',
        name: 'ask yes',
        kind: 'condition',
        routes: [
          { if: { op: 'is-set' }, to: { node: 'ask' } },
          { say: 'Well', to: { node: 'a' } },
        ],
      },
      { id: 'a' },
      { id: 'b' },
    ]);
    expect(nodes[1]?.routes?.some((route) => 'when' in route)).toBe(false);
    expect(losses).toEqual([]);
  });

  test('goes on by `next` for an outcome nothing waits for', () => {
    expect(translate(simple, ask({ next: 'b', routes: [{ when: 'yes', to: 'a' }] })).nodes[0]?.routes).toMatchObject([
      { to: { node: 'a' } },
      { to: { node: 'b' } },
    ]);
  });

  test('does not make a question take what it declined, also where it may be passed over', () => {
    const routes = [{ when: { equals: 'yes' }, to: outcome('yes') }] as const;
    const skipped = kindOf(({ text }) => ({ nodes: [{ id: 'q', kind: 'question', text, variable: 'v', skipIfSet: true, routes }] }));
    const { nodes } = translate(skipped, ask({ next: 'b' }));
    expect(nodes[0]).not.toHaveProperty('next');
    expect(nodes[1]).toMatchObject({ kind: 'condition', next: { node: 'b' } });
  });

  test('is told what it loses', () => {
    const lossy = kindOf(({ text }, hasScripts) => ({
      nodes: [{ id: 'm', kind: 'message', text }],
      ...(!hasScripts && { loss: 'Nothing is asked.' }),
    }));
    expect(translate(lossy, ask()).losses).toEqual([]);
    const { losses, reasons } = translate(lossy, ask(), { scripts: [] });
    expect(losses).toEqual(['plugin-loss degraded flows.f.nodes.ask']);
    expect(reasons).toContain('Nothing is asked.');
  });

  test('becomes a person where nothing else says it, else the end of the flow', () => {
    const mute = { ...simple, lower: undefined, enter: () => ({ kind: 'route', outcome: 'yes' }) } as unknown as typeof simple;
    expect(translate(mute, ask()).nodes[0]).toMatchObject({ id: 'ask', kind: 'handoff' });
    const { nodes, losses, again } = translate(mute, ask(), { nodes: ['message', 'end'] });
    expect(nodes[0]).toMatchObject({ id: 'ask', kind: 'end' });
    expect(losses).toEqual(['plugin-not-carried dropped flows.f.nodes.ask']);
    expect(again().value.flows[0]?.nodes[0]).toMatchObject({ kind: 'acme/ask', text: 'Sure?' });
  });

  test.each<[string, () => Lowering<'yes' | 'no'>, string]>([
    [
      'throws',
      () => {
        throw new TypeError('no such thing');
      },
      'Its `lower` failed: no such thing.',
    ],
    ['is endless', () => ({ nodes: [{ id: 'x', kind: 'acme/ask', text: 'x' }] }), 'Its `lower` goes on and on'],
    ['is no data', () => 7 as never, 'Its `lower` gives something that is not plain data.'],
    [
      'holds a broken expression',
      () => ({ nodes: [{ id: 'x', kind: 'question', text: 'x', routes: [{ when: { regex: '(' }, to: outcome('yes') }] }] }),
      'This regular expression cannot be used.',
    ],
    ['begins a flow', () => ({ nodes: [{ id: 'x', kind: 'start' }] }), 'A start node cannot stand in the middle of a flow.'],
  ])('is reported, never thrown, when its lowering %s', (_what, lower, reason) => {
    const { nodes, losses, reasons } = translate(kindOf(lower), ask());
    expect(nodes[0]).toMatchObject({ id: 'ask', kind: 'handoff' });
    expect(losses).toEqual(['plugin-lowered-wrongly dropped flows.f.nodes.ask']);
    expect(reasons[0]).toContain(`The node kind "acme/ask" is lowered wrongly. ${reason}`);
    expect(reasons[0]).not.toContain('    at ');
  });

  test('keeps what is said of it on the nodes it is made of', () => {
    const script = (source: string) => ({ dialect: 'es5', source });
    const twice = kindOf(({ text }) => ({
      nodes: [
        { id: 'm', kind: 'message', text: 'First', delayMs: 5, hooks: { before: script('mine') } },
        { id: 'q', kind: 'question', text, next: outcome('yes') },
      ],
    }));
    const { nodes, losses } = translate(
      twice,
      ask({
        delayMs: 10,
        hooks: { before: script('b'), after: script('a'), onReply: script('r') },
        routes: [{ when: { equals: 'x' }, to: 'b' }],
        platformOptions: { plain: 1 },
      }),
    );
    expect(nodes.slice(0, 2)).toMatchObject([
      { id: 'ask', delayMs: 15, hooks: { before: script('mine') }, platformOptions: { plain: 1 } },
      { id: 'ask-q', hooks: { after: script('a'), onReply: script('r') } },
    ]);
    expect(losses.toSorted()).toEqual([
      'hook-lost dropped flows.f.nodes.ask.hooks.before',
      'plugin-route-lost dropped flows.f.nodes.ask.routes.0',
    ]);
  });

  test('comes back from a platform that can do little', () => {
    const node = ask({ routes: [{ when: 'yes', to: 'b' }], next: 'a' });
    const { nodes, losses, again } = translate(simple, node, { nodes: ['message', 'question'] });
    expect(nodes.map(({ kind }) => kind)).toEqual(['question', 'message', 'message']);
    expect(losses).toEqual([]);
    const { value, diagnostics } = again();
    expect(value.flows[0]?.nodes[0]).toMatchObject({
      ...node,
      routes: [{ when: { outcome: 'yes' }, to: { node: 'b' } }],
      next: { node: 'a' },
    });
    expect(diagnostics).toEqual([]);
  });

  test('may be made of calls of its plugin', () => {
    const integration = { id: 'acme-check', method: 'GET', url: 'https://a.example/', response: { variable: 'check' } } as const;
    const { integrations } = normaliseBot({ id: 'acme', integrations: [integration] });
    const calling = kindOf(() => ({
      nodes: [{ id: 'c', kind: 'api', integration: 'acme-check', routes: [{ when: 'failure', to: outcome('no') }] }],
    }));
    const plugins = [definePlugin({ name: '@acme/plugin', nodeKinds: [calling], integrations })];
    const { value } = exportBot(loweredJson(), botOf(ask()), { plugins });
    expect(value.flows[0]?.nodes[0]).toMatchObject({ id: 'ask', kind: 'api', integration: 'acme-check' });
    expect(value.integrations).toMatchObject([{ id: 'acme-check' }]);
  });

  test('is exported again as it was imported, byte for byte', () => {
    const plugins = [definePlugin({ name: '@acme/plugin', nodeKinds: [simple] })];
    const adapter = loweredJson();
    const { text } = exportBot(adapter, botOf(ask({ routes: [{ when: 'yes', say: 'Fine', to: 'b' }] })), { plugins });
    const { value } = importBot(adapter, text, { plugins });
    expect(value.flows[0]?.nodes[0]?.kind).toBe('acme/ask');
    expect(exportBot(adapter, value, { plugins }).text).toBe(text);
  });
});

test('a bot without nodes that need it runs as it is', () => {
  const bot = { flows: [] } as unknown as Parameters<typeof runnableBot>[0];
  expect(runnableBot(bot, [simple]).bot).toBe(bot);
});
