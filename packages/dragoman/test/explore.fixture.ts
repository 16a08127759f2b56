import {
  type Bot,
  type Conversation,
  type Input,
  type MessageInput,
  optionsOf,
  type RunEvent,
  type TextMatch,
  type Trigger,
} from '@dragoman/core';
import { type Engine, runTurn, startConversation, systemClock } from '@dragoman/runtime';

/** One turn that was taken: from where, and what happened. */
export interface ExploredTurn {
  readonly said: Input;
  readonly events: readonly RunEvent[];
}

/**
 * Holds the conversations that a bot's own texts suggest: says what each trigger and each rule waits for, and taps each
 * option, from wherever that leads, each at most once in the same place, and in no more turns than so many.
 */
export const explore = async (engine: Engine, bot: Bot, mostTurns: number): Promise<readonly ExploredTurn[]> => {
  const nodes = new Map(bot.flows.flatMap((flow) => flow.nodes.map((node) => [node.id, node] as const)));
  const openings = bot.flows.flatMap(({ triggers }) => triggers.flatMap(saidFor));
  const turns: ExploredTurn[] = [];
  const seen = new Set<string>();
  let places: readonly Conversation[] = [startConversation(bot)];
  while (places.length > 0) {
    const reached: Conversation[] = [];
    for (const place of places) {
      for (const message of [...openings, ...repliesAt(place, nodes), { text: 'something nobody waits for' }]) {
        const step = JSON.stringify([
          place.frames.map(({ node, waiting }) => [node, waiting !== undefined]),
          place.session !== undefined,
          message,
        ]);
        if (seen.has(step) || turns.length >= mostTurns) continue;
        seen.add(step);
        const events: RunEvent[] = [];
        const said: Input = { kind: 'message', id: `m${turns.length}`, ...message };
        const result = await runTurn(engine, bot, place, said, {
          clock: withoutPauses,
          seed: 'explore',
          onEvent: (event) => events.push(event),
        });
        turns.push({ said, events });
        reached.push(result.conversation);
      }
    }
    places = reached;
  }
  return turns;
};

type Said = Pick<MessageInput, 'text' | 'option' | 'intents'>;

const repliesAt = ({ frames }: Conversation, nodes: ReadonlyMap<string, Bot['flows'][number]['nodes'][number]>): readonly Said[] => {
  const waiting = frames.at(-1)?.waiting;
  if (waiting === undefined) return [];
  const taps = waiting.rendered.flatMap(optionsOf).map(({ id, label }): Said => ({ text: label, option: id }));
  const rules = (nodes.get(waiting.node)?.routes ?? []).flatMap(({ when }): readonly Said[] => {
    if (when === undefined) return [];
    if ('intent' in when) return [{ text: when.intent, intents: [{ name: when.intent }] }];
    return 'equals' in when || 'pattern' in when || 'regex' in when ? [{ text: textFor(when) }] : [];
  });
  return [...taps, ...rules];
};

const saidFor = (trigger: Trigger): readonly Said[] => {
  if (trigger.kind === 'intent') return [{ text: trigger.intent, intents: [{ name: trigger.intent }] }];
  return trigger.kind === 'text' ? [{ text: textFor(trigger) }] : [];
};

/** A text that matches in the simple cases; what it is said for need not take it. */
const textFor = (match: TextMatch): string => {
  if ('equals' in match) return match.equals;
  const source = 'pattern' in match ? match.pattern : match.regex.replace(/\[.*?\]|\\d/g, '1').replace(/[\^$\\+?]/g, '');
  const [first = ''] = source.replace(/\(([^()|]*)[^()]*\)/g, '$1').split('|');
  return first.replaceAll('*', ' ').trim();
};

const withoutPauses = { now: systemClock.now, sleep: async () => {} };
