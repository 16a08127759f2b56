import type {
  Bot,
  Clock,
  Conversation,
  Effect,
  EventBus,
  Input,
  IntegrationCall,
  Json,
  JsonObject,
  MessageInput,
  RunEvent,
  RunEvents,
} from '@dragoman/core';
import { createRecorder, createSkippingClock, type Engine, type Recording, runTurn, startConversation } from '@dragoman/runtime';

export interface ConverseOptions {
  /** What the contact's variables start with; every scope sees them. */
  readonly variables?: JsonObject;
  /** The same seed gives the same random numbers, and with them the same ids. Default: one no other conversation has. */
  readonly seed?: string;
  /** Called when an effect leaves, before the turn is over. */
  onEffect?(effect: Effect): void;
  onEvent?(event: RunEvent): void;
  readonly signal?: AbortSignal;
}

/**
 * One conversation, driven by hand. Calls go over the real network and take their time; pauses and timers take none:
 * the conversation's clock skips them. One input at a time: wait for the one before.
 */
export interface Talk {
  /** Says something, or taps an option by its id. Gives what the bot does in answer. */
  say(text: string, more?: Partial<Omit<MessageInput, 'kind' | 'text'>>): Promise<readonly Effect[]>;
  /** Brings what a `wait` node waits for. */
  callback(reference: string, result: string, data?: Json): Promise<readonly Effect[]>;
  /** Lets time go by, and delivers the timers that are due. */
  wait(durationMs: number): Promise<readonly Effect[]>;
  /** Takes any input, after the timers that are due. */
  take(input: Input): Promise<readonly Effect[]>;
  readonly conversation: Conversation;
  /** All of it so far, with secrets and sensitive values replaced. */
  recording(): Recording;
}

export interface ConversationParts {
  readonly engine: Engine;
  readonly call: IntegrationCall;
  readonly clock: Clock;
  /** Told every event, beside `onEvent`. */
  readonly events: Pick<EventBus<RunEvents>, 'emit'>;
}

/** Starts a conversation with a bot. */
export const converse = ({ engine, call, clock: realClock, events }: ConversationParts, bot: Bot, options: ConverseOptions): Talk => {
  const { variables = {}, seed, onEffect, onEvent, signal } = options;
  const clock = createSkippingClock(realClock);
  const recorder = createRecorder(bot, { call, variables });
  let conversation = startConversation(bot, { variables });
  let messages = 0;

  const takeTurn = async (input: Input): Promise<readonly Effect[]> => {
    const result = await runTurn(engine, bot, conversation, input, {
      clock,
      ...(seed === undefined ? {} : { seed }),
      ...(signal === undefined ? {} : { signal }),
      ...(onEffect === undefined ? {} : { onEffect }),
      onSensitive: recorder.hide,
      onEvent: (event) => {
        events.emit(event.event, event);
        onEvent?.(event);
      },
    });
    conversation = result.conversation;
    recorder.add(result.journal, conversation);
    return result.effects;
  };

  const takeDueTimers = async (): Promise<readonly Effect[]> => {
    const effects: Effect[] = [];
    // Those that are due by now: one that is set meanwhile is for later, however soon.
    const nowMs = clock.now();
    for (let due = nextDue(conversation, nowMs); due !== undefined; due = nextDue(conversation, nowMs)) {
      effects.push(...(await takeTurn({ kind: 'timer', name: due.name, generation: due.generation })));
    }
    return effects;
  };

  const take = async (input: Input): Promise<readonly Effect[]> => [...(await takeDueTimers()), ...(await takeTurn(input))];

  return {
    say: (text, more = {}) => {
      messages += 1;
      return take({ kind: 'message', id: `m${messages}`, text, ...more });
    },
    callback: (reference, result, data) => take({ kind: 'callback', reference, result, ...(data === undefined ? {} : { data }) }),
    wait: async (durationMs) => {
      const untilMs = clock.now() + durationMs;
      const effects: Effect[] = [];
      for (;;) {
        const nextMs = Math.min(...conversation.timers.map(({ atMs }) => atMs));
        await clock.sleep(Math.min(nextMs, untilMs) - clock.now());
        effects.push(...(await takeDueTimers()));
        if (nextMs >= untilMs) return effects;
      }
    },
    take,
    get conversation() {
      return conversation;
    },
    recording: () => recorder.recording(),
  };
};

const nextDue = ({ timers }: Conversation, nowMs: number) =>
  timers.filter(({ atMs }) => atMs <= nowMs).toSorted((left, right) => left.atMs - right.atMs)[0];
