import { describe, expect, test } from 'vitest';
import type { Capabilities } from '../adapter/capabilities.ts';
import { neutralCapabilities } from '../adapter/neutral-capabilities.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { BotInput, NodeInput } from '../input/bot-input.ts';
import { everythingBot } from '../reading/everything-bot.fixture.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { readBot } from '../reading/read-bot.ts';
import { fitNodes, fitNodesCodes } from './fit-nodes.ts';
import { createLowerContext } from './lower-context.ts';
import { provenanceOf } from './provenance.ts';

const poor: Partial<Capabilities> = {
  nodes: neutralCapabilities.nodes.filter((kind) => kind !== 'choice' && kind !== 'list'),
  choice: false,
  list: false,
  card: false,
  media: [],
  rich: false,
  contents: { count: 1 },
};

const fitted = (input: BotInput, can: Partial<Capabilities>) => {
  const bot = normaliseBot(input);
  const provenance = provenanceOf(bot);
  const findings: TranslationFinding[] = [];
  const context = createLowerContext(bot, {
    adapter: 'tally',
    capabilities: { ...neutralCapabilities, ...can },
    semantics: neutralSemantics,
    nodeKinds: [],
    provenance,
    report: (finding) => findings.push(finding),
  });
  const made = fitNodes(bot, context);
  return {
    bot,
    made,
    context,
    provenance,
    codes: findings.map(({ code }) => code),
    places: findings.map(({ at }) => provenance.placeOf(at)),
  };
};

const flow = (...nodes: readonly NodeInput[]): BotInput => ({ id: 'bot', flows: [{ id: 'main', nodes }] });

describe('fitNodes', () => {
  test('a bot that fits comes out as the same object', () => {
    const { bot, made, codes } = fitted(everythingBot, { rich: true });
    const rich = bot.flows.some(({ nodes }) => nodes.some((node) => 'content' in node && JSON.stringify(node.content).includes('"rich"')));
    if (!rich) expect(made).toBe(bot);
    expect(codes.filter((code) => code !== 'rich-as-text')).toEqual([]);
    const plain = fitted(flow({ id: 'hi', kind: 'message', text: 'Hi' }), poor);
    expect(plain.made).toBe(plain.bot);
  });

  test('what comes out is a bot, of the kinds and contents that are listed', () => {
    const { made } = fitted(everythingBot, poor);
    const { diagnostics } = readBot(made);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const node of made.flows.flatMap(({ nodes }) => nodes)) {
      expect(poor.nodes?.includes(node.kind as 'end') || node.kind.includes('/')).toBe(true);
      if (node.kind === 'message' && 'content' in node) {
        const content = node.content as readonly { readonly kind: string }[];
        expect(content.length).toBeLessThanOrEqual(1);
        expect(content.every(({ kind }) => kind === 'text')).toBe(true);
      }
    }
  });

  test('findings point at the content or node they are about, and made routes at the route they were made of', () => {
    const { made, places, provenance, context } = fitted(
      flow(
        { id: 'hi', kind: 'message', content: ['Hi', { kind: 'media', type: 'image', url: 'https://shop.example/a.png' }] },
        {
          id: 'pick',
          kind: 'choice',
          text: 'Which?',
          options: ['A', 'B'],
          routes: [
            { to: 'next', when: { outcome: 'no-match' } },
            { when: { option: 'b' }, to: 'hi' },
          ],
        },
      ),
      poor,
    );
    expect(places).toEqual(['/flows/0/nodes/0/content/1', '/flows/0/nodes/1']);
    const nodes = made.flows[0]?.nodes ?? [];
    expect(nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['hi message', 'hi-part-2 message', 'pick question']);
    expect(nodes[2]?.routes.map((route) => provenance.placeOf(route))).toEqual([
      '/flows/0/nodes/1/routes/0',
      '/flows/0/nodes/1/routes/1',
      '/flows/0/nodes/1/options/0',
    ]);
    expect([...context.groups.roots]).toEqual(['hi', 'pick']);
    expect(context.groups.nodesOf('hi')).toEqual(['hi-part-2']);
  });

  test('hooks, delay and waiting stand where they stood', () => {
    const script = { dialect: 'es5', source: '' };
    const { made } = fitted(
      flow({
        id: 'hi',
        kind: 'message',
        content: ['A', 'B', 'C'],
        delayMs: 5,
        hooks: { before: script, after: script, onReply: script },
        waits: true,
        routes: [{ to: 'repeat' }],
        next: 'repeat',
      }),
      { contents: { count: 2 } },
    );
    expect(made.flows[0]?.nodes).toEqual([
      expect.objectContaining({ id: 'hi', delayMs: 5, hooks: { before: script }, routes: [] }),
      expect.objectContaining({
        waits: true,
        hooks: { after: script, onReply: script },
        routes: [{ to: { node: 'hi' } }],
        next: { node: 'hi' },
      }),
    ]);
    expect(made.flows[0]?.nodes[0]).not.toHaveProperty('next');
    expect(made.flows[0]?.nodes[0]).not.toHaveProperty('waits');
    expect(made.flows[0]?.nodes[1]).not.toHaveProperty('delayMs');
  });

  test('a bot twice as large takes about twice as long', () => {
    const of = (count: number): BotInput =>
      flow(
        ...Array.from(
          { length: count },
          (_, index): NodeInput => ({ id: `pick-${index}`, kind: 'choice', text: 'Which?', options: ['A', 'B', 'C'] }),
        ),
      );
    const timed = (bot: BotInput): number => {
      const startMs = performance.now();
      fitted(bot, poor);
      return performance.now() - startMs;
    };
    timed(of(500));
    const small = Math.min(timed(of(1_000)), timed(of(1_000)), timed(of(1_000)));
    const large = Math.min(timed(of(4_000)), timed(of(4_000)));
    expect(large).toBeLessThan(Math.max(small, 5) * 12);
  });

  test('its codes are words, each with a sentence', () => {
    for (const [code, sentence] of Object.entries(fitNodesCodes)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});
