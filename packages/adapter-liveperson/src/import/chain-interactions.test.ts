import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf, importDocument, importFixture, told } from './import-parts.fixture.ts';

/** What follows what, as the consumer goes: by `next`, which is the node below unless it is said. */
const chainsOf = (interactions: readonly object[]) => {
  const { value, diagnostics } = importDocument(documentOf(interactions));
  return { nodes: value.flows[0]?.nodes.map(({ name, next }) => [name, next]), told: told(diagnostics) };
};

test('interactions stand in the order of their links, not of the document', () => {
  const interactions = [
    { id: 'c', name: 'c', prevMessageId: 'b', nextMessageId: undefined },
    { id: 'a', name: 'a', prevMessageId: undefined, nextMessageId: 'b' },
    { id: 'b', name: 'b', prevMessageId: 'a', nextMessageId: 'c' },
  ].map((one) => ({ ...one, content: {} }));
  expect(chainsOf(interactions).nodes).toEqual([
    ['a', undefined],
    ['b', undefined],
    ['c', undefined],
  ]);
});

describe('of a damaged dialog', () => {
  const { value, diagnostics } = importFixture('damaged.json');
  const flow = (name: string) => value.flows.find((one) => one.name === name)?.nodes.map((node) => [node.name, node.next]);
  const about = (code: string) => diagnostics.filter((one) => one.code === code).map(({ reason }) => reason);

  test('every chain is kept, the one of the starter first, and none runs into the next', () => {
    expect(flow('Chains')).toEqual([
      ['first', undefined],
      ['second', undefined],
      ['third', { end: 'flow' }],
      ['fourth', undefined],
      ['fifth', { unresolved: expect.stringMatching(/^[0-9a-f]{40}$/) }],
      ['second (2)', undefined],
    ]);
  });

  test('a circle begins where the document does', () => {
    const names = flow('Circle')?.map(([name]) => name);
    expect(names).toHaveLength(2);
    expect(flow('Circle')?.[1]?.[1]).toEqual({ node: names?.[0] });
  });

  test('a link that only one side has counts', () => {
    expect(flow('One way')?.map(([name]) => name)).toEqual(['left', 'right', 'other']);
    expect(about('broken-link')).toContain('"right": it says that it follows "left", which does not say so. It is taken to.');
  });

  test('a link into another dialog is followed', () => {
    expect(flow('Away')).toContainEqual(['leaves', { node: 'second' }]);
  });

  test('interactions of dialogs that are not there have one of their own', () => {
    expect(value.flows.slice(-2).map(({ kind, nodes }) => [kind, nodes.map(({ name }) => name).sort()])).toEqual([
      ['standard', ['orphan', 'orphan too']],
      ['standard', [expect.stringMatching(/^nothing but a name$/)]],
    ]);
    expect(about('missing-dialog')).toHaveLength(2);
  });

  test('names and ids that come twice are told apart', () => {
    expect(about('duplicate-name')).toContain('There is another interaction "second" above, so this one is called "second (2)" here.');
    expect(about('duplicate-id')).toHaveLength(3);
  });
});

test('whatever the links say, each interaction is there once, and goes on where its link says', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone', undefined);
  const link = fc.record({ nextMessageId: key, prevMessageId: key, group: fc.constantFrom('g', 'h') });
  fc.assert(
    fc.property(fc.tuple(link, link, link, link, link), (links) => {
      const document = documentOf(links.map((one, index) => ({ ...one, id: 'abcde'[index], name: 'abcde'[index] })));
      const { value } = importDocument(document);
      const nodes = value.flows.flatMap((flow) => flow.nodes.map((node, index) => ({ node, below: flow.nodes[index + 1]?.name })));
      expect(nodes.map(({ node }) => node.name).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
      for (const { node, below } of nodes) {
        const { nextMessageId } = links['abcde'.indexOf(node.name)] ?? {};
        const { next } = node;
        const leadsTo = next === undefined ? below : typeof next === 'object' && 'node' in next ? next.node : JSON.stringify(next);
        if (nextMessageId === 'gone') expect(next).toEqual({ unresolved: 'gone' });
        else if (nextMessageId !== undefined) expect(leadsTo).toBe(nextMessageId);
        else if (next === undefined && below !== undefined) expect(links['abcde'.indexOf(below)]?.prevMessageId).toBe(node.name);
      }
    }),
  );
});
