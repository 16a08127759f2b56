import { expect, test } from 'vitest';
import { completeCapabilities } from '../adapter/capabilities.ts';
import { neutralSemantics } from '../document/semantics.ts';
import { normaliseBot } from '../reading/normalise-bot.ts';
import { createLowerContext } from './lower-context.ts';
import { provenanceOf } from './provenance.ts';
import { lowerRouteActs } from './route-acts.ts';

test('what a route sets in several ways is set in its order, by nodes that lead on to each other and then where it led', () => {
  const set = [
    { variable: 'a', value: 1 },
    { variable: 'b', value: '{{env.PLACE}}' },
    { variable: 'c', value: true },
  ];
  const bot = normaliseBot({
    id: 'b',
    flows: [
      {
        id: 'f',
        nodes: [
          { id: 'ask', kind: 'question', text: '?', routes: [{ when: { equals: 'yes' }, set, to: 'end' }] },
          { id: 'end', kind: 'message', text: '.' },
        ],
      },
    ],
  });
  const context = createLowerContext(bot, {
    adapter: 'plain',
    capabilities: completeCapabilities({ nodes: ['message', 'question', 'script'], scripts: ['es5'], routes: ['set-text'] }),
    semantics: neutralSemantics,
    nodeKinds: [],
    provenance: provenanceOf(bot),
    report: (finding) => expect(finding).toBeUndefined(),
  });
  const nodes = lowerRouteActs(bot, context).flows[0]?.nodes ?? [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const passed: unknown[] = [];
  for (let node = nodes[0]; node !== undefined; ) {
    const [route] = node.routes;
    const to = route?.to ?? node.next;
    passed.push('source' in node && node.source !== '' ? node.source : (route?.set ?? node.id));
    node = typeof to === 'object' && 'node' in to ? byId.get(to.node) : undefined;
  }
  expect(passed).toEqual(['ask', 'set("a", 1);', [set[1]], 'set("c", true);', 'end']);
});
