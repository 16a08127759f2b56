import type { BotInput, Capabilities, FlowInput, NodeInput, PlatformAdapter, TriggerInput } from '@dragoman/core';
import type { CanonicalBot } from '../canonical-bot.ts';

/** A small bot that has one thing the capabilities list. */
export interface Sample {
  /** What is listed: `node question`. */
  readonly title: string;
  readonly bot: BotInput;
  /** The part of the bot that must come back. */
  probe(bot: CanonicalBot): unknown;
}

/** A bot of one flow with what starts flows on the platform. It behaves as the platform does, so that nothing but the sample is translated. */
export const sampleBot = (
  { capabilities, semantics }: PlatformAdapter,
  nodes: readonly NodeInput[],
  more: Partial<Omit<BotInput, 'flows'>> & { readonly flow?: Partial<FlowInput>; readonly flows?: readonly FlowInput[] } = {},
): BotInput => {
  const { flow, flows = [], ...rest } = more;
  return {
    id: 'sample',
    semantics,
    ...rest,
    flows: [{ id: 'main', name: 'Main', triggers: opening(capabilities), nodes, ...flow }, ...flows],
  };
};

/** What starts a flow, in the words of the platform; nothing where it has none. */
const opening = ({ triggers }: Capabilities): readonly TriggerInput[] => {
  const [first] = triggers;
  if (first === undefined) return [];
  if (triggers.includes('equals')) return [{ kind: 'text', equals: 'begin' }];
  if (triggers.includes('pattern')) return [{ kind: 'text', pattern: 'begin' }];
  return [triggerOf(first)];
};

/** A trigger of a listed kind. */
export const triggerOf = (kind: Capabilities['triggers'][number]): TriggerInput => {
  switch (kind) {
    case 'equals':
      return { kind: 'text', equals: 'begin' };
    case 'pattern':
      return { kind: 'text', pattern: '*begin*' };
    case 'regex':
      return { kind: 'text', regex: '^begin$' };
    case 'intent':
      return { kind: 'intent', intent: 'begin' };
    default:
      return { kind: 'event', event: kind };
  }
};

/** Something the consumer sees, of a kind the platform has. */
export const say = ({ nodes }: Capabilities, id: string, text: string, more: object = {}): NodeInput =>
  (nodes.includes('message') || !nodes.includes('question')
    ? { id, kind: 'message', text, ...more }
    : { id, kind: 'question', text, ...more }) as NodeInput;

/** The nodes of a kind, as they must come back. */
export const nodesOf =
  (kind: string) =>
  (bot: CanonicalBot): unknown =>
    bot.flows.flatMap(({ nodes }) => nodes).filter((node) => node.kind === kind);

/** The same, of one of their fields. */
export const fieldOf =
  (kind: string, ...path: readonly string[]) =>
  (bot: CanonicalBot): unknown =>
    bot.flows
      .flatMap(({ nodes }) => nodes)
      .filter((node) => node.kind === kind)
      .map((node) => path.reduce<unknown>((value, key) => (value as { readonly [key: string]: unknown } | undefined)?.[key], node));
