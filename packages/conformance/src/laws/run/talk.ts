import {
  type Bot,
  type Capabilities,
  type Clock,
  type Effect,
  fit as fitMessage,
  type Input,
  joinSplit,
  type Node,
  type OutboundMessage,
  type OutboundOption,
  type Plugin,
  type RenderedRequest,
  type RunEvent,
  requestUrl,
  type ScriptEngine,
} from '@dragoman/core';
import { createEngine, memoryHost, startConversation } from '@dragoman/runtime';
import { environment } from '../generate/vocabulary.ts';
import type { ConsumerInput } from './consumer.ts';
import { type Answer, type ApiBehaviour, createServer } from './server.ts';
import type { ObservedMessage, ObservedRequest, Step, TurnRecord } from './turn-record.ts';

export interface TalkOptions {
  readonly behaviour: ApiBehaviour;
  /** What messages are fitted to before they are compared. */
  readonly shown: Capabilities;
  readonly plugins?: readonly Plugin[];
  /** Without it a bot with scripts cannot run. */
  readonly scripts?: ScriptEngine;
}

/** A conversation with a bot whose time stands still until told and whose APIs are made up. */
export interface Talk {
  readonly bot: Bot;
  readonly isHandedOff: boolean;
  /** The node that waits for the consumer. */
  readonly openNode: Node | undefined;
  /** What callbacks are waited for. */
  readonly references: readonly string[];
  /** The options of the last message that had some, as the consumer sees them. */
  readonly tappable: readonly OutboundOption[];
  /** How each call ended, with the name of its integration, in order. */
  readonly answers: readonly { readonly integration: string; readonly answer: Answer }[];
  take(input: ConsumerInput): Promise<TurnRecord>;
}

export const startTalk = (bot: Bot, { behaviour, shown, plugins = [], scripts }: TalkOptions): Talk => {
  // What the bot's own semantics cut.
  const cut = bot.semantics?.textLength ?? 0;
  const answers: { integration: string; answer: Answer }[] = [];
  let requests: RenderedRequest[] = [];
  let statuses: number[] = [];
  const call = createServer(behaviour, (request, answer) => {
    requests.push(request);
    if (typeof answer !== 'string') statuses.push(answer.status);
    answers.push({ integration: request.integration.name, answer });
  });
  const engine = createEngine({ call, plugins, env: environment, ...(scripts && { scripts }) });
  let nowMs = 1_000_000_000;
  const clock: Clock = {
    now: () => nowMs,
    sleep: async (durationMs) => {
      nowMs += Math.max(0, durationMs);
    },
  };
  let events: RunEvent[] = [];
  const host = Object.assign(memoryHost({ clock, onEvent: (event) => events.push(event) }), {
    // Of the time alone: two bots may ask for numbers a different number of times, and both print the ids of sessions.
    random: () => (nowMs * goldenRatio) % 1,
  });
  let conversation = startConversation(bot);
  let tappable: readonly OutboundOption[] = [];
  let messages = 0;

  const turn = async (input: Input): Promise<readonly Effect[]> => {
    const before = host.sent.length;
    conversation = await engine.runTurn(bot, conversation, input, host);
    return host.sent.slice(before);
  };
  const inputsOf = (input: ConsumerInput): Input | undefined => {
    messages += 1;
    const id = `message-${messages}`;
    if ('say' in input)
      return { kind: 'message', id, text: input.say, ...(input.intents && { intents: input.intents.map((name) => ({ name })) }) };
    if ('tap' in input) {
      const option = tappable[input.tap];
      // Where options are numbered lines, their numbers are typed.
      return option ? { kind: 'message', id, text: option.label, option: option.id } : { kind: 'message', id, text: String(input.tap + 1) };
    }
    if ('callback' in input) return { kind: 'callback', reference: input.callback, result: input.result };
    return 'handoffEnd' in input ? { kind: 'handoff-end', reason: input.handoffEnd } : undefined;
  };
  const stayQuiet = async (durationMs: number): Promise<readonly Effect[]> => {
    const effects: Effect[] = [];
    const untilMs = nowMs + durationMs;
    for (;;) {
      const due = conversation.timers.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!due) break;
      nowMs = Math.max(nowMs, due.atMs);
      effects.push(...(await turn({ kind: 'timer', name: due.name, generation: due.generation })));
    }
    nowMs = Math.max(nowMs, untilMs);
    return effects;
  };

  return {
    bot,
    answers,
    get isHandedOff() {
      return conversation.status === 'handed-off';
    },
    get openNode() {
      const top = conversation.frames.at(-1);
      if (!top?.waiting || top.waiting.reference !== undefined) return undefined;
      const { node } = top.waiting;
      return bot.flows.flatMap(({ nodes }) => nodes).find(({ id }) => id === node);
    },
    get references() {
      return conversation.frames.flatMap(({ waiting }) => (waiting?.reference === undefined ? [] : [waiting.reference]));
    },
    get tappable() {
      return tappable;
    },
    take: async (input) => {
      requests = [];
      statuses = [];
      events = [];
      nowMs += 1_000;
      const given = inputsOf(input);
      const effects = given ? await turn(given) : await stayQuiet('silenceMs' in input ? input.silenceMs : 0);
      const sent = effects.flatMap((effect) => (effect.kind === 'message' ? fitMessage(effect.message, shown) : []));
      const last = sent.map(optionsOf).findLast((options) => options.length > 0);
      if (last || sent.length > 0) tappable = last ?? [];
      return {
        input,
        messages: joinSplit(joinSplit(sent, shown), { text: cut > 0 ? { length: cut } : {} }).map(observed),
        handoffs: effects.flatMap((effect) => (effect.kind === 'handoff' ? [{ queue: effect.queue ?? '', context: effect.context }] : [])),
        hasEnded: effects.some(({ kind }) => kind === 'end'),
        requests: requests.map(observedRequest),
        statuses,
        steps: events.flatMap(stepOf),
        isMessage: given?.kind === 'message',
      };
    },
  };
};

const optionsOf = (message: OutboundMessage): readonly OutboundOption[] =>
  message.kind === 'options' ? message.options : message.kind === 'cards' ? message.cards.flatMap(({ options }) => options) : [];

/** Blank lines and space at the ends say nothing: fitting drops them where it puts texts together. */
const observed = (message: OutboundMessage): ObservedMessage => ({
  kind: message.kind,
  text: textOf(message)
    .replace(/\s*\n\s*/g, '\n')
    .trim(),
  options: optionsOf(message).map(({ label }) => label),
  url:
    message.kind === 'media' ? message.url : message.kind === 'cards' ? message.cards.map(({ imageUrl = '' }) => imageUrl).join(' ') : '',
});

const textOf = (message: OutboundMessage): string => {
  switch (message.kind) {
    case 'media':
      return message.caption ?? '';
    case 'cards':
      return message.cards.map(({ title = '', subtitle = '' }) => `${title}\n${subtitle}`).join('\n');
    case 'rich':
      return JSON.stringify(message.json);
    default:
      return message.text;
  }
};

/** Query rows may stand in the address or beside it: what the server reads is the same. */
const observedRequest = (request: RenderedRequest): ObservedRequest => {
  const [address = '', query = ''] = requestUrl(request)
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s);
  return {
    method: request.method,
    url: address,
    query: query === '' ? [] : query.split('&').map(decoded),
    headers: request.headers
      .map(({ name, value }) => ({ name: name.toLowerCase(), value: typeof value === 'string' ? value : JSON.stringify(value) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    body: parsed(request.body),
  };
};

const decoded = (row: string): string => {
  try {
    return decodeURIComponent(row.replaceAll('+', ' '));
  } catch {
    return row;
  }
};

const parsed = (body: string | undefined): unknown => {
  if (body === undefined) return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

const stepOf = (event: RunEvent): readonly Step[] => {
  if (event.event === 'node-enter') return [{ kind: 'enter', node: event.node }];
  if (event.event === 'node-leave') return [{ kind: 'leave', node: event.node, route: event.route }];
  return event.event === 'diagnostic' ? [{ kind: 'note', code: event.diagnostic.code }] : [];
};

const goldenRatio = 0.618_033_988_749;
