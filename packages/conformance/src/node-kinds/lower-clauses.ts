import { type Capabilities, type Lowering, neutralCapabilities } from '@dragoman/core';
import { clause } from '../kit/clause.ts';
import { deepFreeze } from '../kit/deep-freeze.ts';
import { expectSame, expectThat } from '../kit/expectation.ts';
import { dialectsOf, isThere, reachedOutcomes, targetsOf } from './lowered-group.ts';
import { type NodeKindSubject, needsLower, validated } from './node-kind-subject.ts';

/** Platforms of several kinds, down to one that can only say something and ask something. */
const platforms: readonly { readonly name: string; readonly capabilities: Capabilities }[] = [
  { name: 'a platform that has everything', capabilities: neutralCapabilities },
  { name: 'a platform without scripts', capabilities: { ...neutralCapabilities, scripts: [] } },
  {
    name: 'a platform without choices',
    capabilities: {
      ...neutralCapabilities,
      choice: false,
      list: false,
      nodes: neutralCapabilities.nodes.filter((kind) => kind !== 'choice' && kind !== 'list'),
    },
  },
  {
    name: 'a poor platform',
    capabilities: {
      ...neutralCapabilities,
      nodes: ['message', 'question'],
      scripts: [],
      choice: false,
      list: false,
      card: false,
      media: [],
    },
  },
];

const eachLowering = async (
  { kind, examples }: NodeKindSubject,
  act: (lowering: Lowering, where: { readonly name: string; readonly capabilities: Capabilities; readonly fields: unknown }) => void,
): Promise<void> => {
  for (const { node } of examples) {
    const { value } = await validated(kind, node);
    for (const platform of platforms) {
      const lowering = kind.lower?.(deepFreeze(value), deepFreeze({ capabilities: platform.capabilities }));
      if (lowering !== undefined) act(lowering, { ...platform, fields: value });
    }
  }
};

/** What a node kind makes of its nodes in core kinds. */
export const lowerClauses = {
  'lower-is-pure': clause<NodeKindSubject>(async (subject) => {
    const first: Lowering[] = [];
    await eachLowering(subject, (lowering) => void first.push(lowering));
    const second: Lowering[] = [];
    await eachLowering(subject, (lowering) => void second.push(lowering));
    expectSame(second, first, 'lower makes the same of the same node each time.');
    expectSame(JSON.parse(JSON.stringify(first)), first, 'What lower makes is data.');
  }, needsLower),

  'lower-keeps-to-the-scripts-there-are': clause<NodeKindSubject>(
    (subject) =>
      eachLowering(subject, ({ nodes }, { name, capabilities: { scripts } }) => {
        const dialects = nodes.flatMap((node) => dialectsOf(node));
        expectSame(
          dialects.filter((dialect) => !scripts.includes(dialect)),
          [],
          `For ${name}, lower writes only scripts of the dialects listed.`,
        );
      }),
    needsLower,
  ),

  'lower-leads-where-something-is': clause<NodeKindSubject>(
    (subject) =>
      eachLowering(subject, ({ nodes }, { name }) => {
        const ids = nodes.map(({ id }) => id);
        expectThat(nodes.length > 0, `For ${name}, lower makes a node.`);
        expectSame([...new Set(ids)], ids, `For ${name}, the ids of a group are unique.`);
        for (const node of nodes) {
          for (const target of targetsOf(node)) {
            expectThat(
              isThere(target, ids, subject.kind.outcomes),
              `For ${name}, the node ${node.id} leads to ${JSON.stringify(target)}, which is no node of the group and no outcome.`,
            );
          }
        }
      }),
    needsLower,
  ),

  'lower-reaches-every-outcome': clause<NodeKindSubject>(
    (subject) =>
      eachLowering(subject, ({ nodes, loss }, { name }) => {
        const reached = reachedOutcomes(nodes);
        const missing = subject.kind.outcomes.filter((outcome) => !reached.has(outcome));
        expectThat(
          missing.length === 0 || loss !== undefined,
          `For ${name}, the outcome ${missing.join(', ')} can be reached in what lower makes, or a loss says that it cannot.`,
        );
        expectThat(loss === undefined || /\w.*\.$/.test(loss), `For ${name}, the loss is a sentence.`);
      }),
    needsLower,
  ),
};
