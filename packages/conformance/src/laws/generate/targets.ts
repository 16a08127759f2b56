import type { Capabilities, TargetInput } from '@dragoman/core';
import * as fc from 'fast-check';
import { type Make, type Place, pick, type World } from './world.ts';

type How = 'next' | 'node' | 'back' | Capabilities['targets'][number] | 'unresolved' | 'platform';

/**
 * Where a route leads. Back only to nodes that wait, so that a conversation goes round in circles as long as the consumer
 * likes and no longer.
 */
export const targets = (capabilities: Capabilities, { isFree }: { readonly isFree: boolean }): fc.Arbitrary<Make<TargetInput>> => {
  const has = (target: Capabilities['targets'][number], weight: number) =>
    capabilities.targets.includes(target) ? { [target]: weight } : {};
  const weights: { readonly [H in How]?: number } = {
    next: 12,
    node: 8,
    back: 6,
    ...has('flow', 2),
    ...has('node-of-other-flow', 1),
    ...has('repeat', 2),
    ...has('end-flow', 1),
    ...has('end-conversation', 1),
    ...(isFree && { unresolved: 0.2, platform: 0.1 }),
  };
  const hows = Object.entries(weights).map(([how, weight]) => ({ weight: Math.ceil(weight * 10), arbitrary: fc.constant(how as How) }));
  return fc.record({ how: fc.oneof(...hows), number: fc.nat(20) }).map(
    ({ how, number }) =>
      (world, at) =>
        targetOf(world, at, how, number, capabilities),
  );
};

const targetOf = (world: World, at: Place, how: How, number: number, { targets: listed }: Capabilities): TargetInput => {
  const own = world.nodes.filter(({ place }) => place.flow === at.flow);
  const onward = (): TargetInput => {
    if (!at.isLast || listed.includes('end-flow')) return 'next';
    return (
      nodeIn(
        own.filter(({ isAnchor }) => isAnchor),
        number,
      ) ?? 'next'
    );
  };
  switch (how) {
    case 'node':
      return (
        nodeIn(
          own.filter(({ place }) => place.index > at.index),
          number,
        ) ?? onward()
      );
    case 'back':
      return (
        nodeIn(
          own.filter(({ place, isAnchor }) => isAnchor && place.index <= at.index),
          number,
        ) ?? onward()
      );
    case 'repeat':
      return own.find(({ place }) => place.index === at.index)?.isAnchor ? 'repeat' : onward();
    case 'flow': {
      const flow = pick(
        world.flows.filter(
          ({ opensWaiting, canBeReached }, index) => canBeReached && (index > at.flow || (opensWaiting && index !== at.flow)),
        ),
        number,
      );
      return flow ? { flow: flow.id } : onward();
    }
    case 'node-of-other-flow':
      return (
        nodeIn(
          world.nodes.filter(
            ({ place, isAnchor }) =>
              world.flows[place.flow]?.canBeReached === true && (place.flow > at.flow || (isAnchor && place.flow !== at.flow)),
          ),
          number,
        ) ?? onward()
      );
    case 'end-flow':
      return { end: 'flow' };
    case 'end-conversation':
      return { end: 'conversation' };
    case 'unresolved':
      return { unresolved: 'A node that was' };
    case 'platform':
      return { kind: 'platform', adapter: 'elsewhere', raw: { jump: number } };
    default:
      return onward();
  }
};

const nodeIn = (nodes: World['nodes'], number: number): TargetInput | undefined => {
  const node = pick(nodes, number);
  return node && { node: node.id };
};
