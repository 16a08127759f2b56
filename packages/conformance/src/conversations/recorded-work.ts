import type { Conversation, ConversationKey, ConversationWork, Effect, Input, SendResult, TurnHost } from '@dragoman/core';

/** Work of the clauses: turns that note what they take, in the conversation itself and beside it. */
export interface RecordedWork {
  readonly work: ConversationWork;
  /** What turns have taken, each time one was tried. */
  readonly taken: readonly string[];
  /** What has left, in order. */
  readonly sent: readonly { readonly key: ConversationKey; readonly text: string; readonly idempotencyKey: string }[];
}

export interface Behaviour {
  /** What a turn does before it notes its input. */
  turn?(text: string, host: TurnHost): Promise<void> | void;
  /** What the channel answers. */
  send?(text: string, attempt: number): SendResult;
}

export const recordedWork = ({ turn, send }: Behaviour = {}): RecordedWork => {
  const taken: string[] = [];
  const sent: { readonly key: ConversationKey; readonly text: string; readonly idempotencyKey: string }[] = [];
  const work: ConversationWork = {
    turn: async (conversation, input, host) => {
      taken.push(textOf(input));
      await turn?.(textOf(input), host);
      return noted(conversation, textOf(input));
    },
    failed: async (conversation, input, host) => {
      host.send(message(`failed ${textOf(input)}`));
      return noted(conversation, `failed ${textOf(input)}`);
    },
    send: async (key, effect, { idempotencyKey }) => {
      const text = saidIn(effect);
      sent.push({ key, text, idempotencyKey });
      return send?.(text, sent.filter((one) => one.text === text).length) ?? { kind: 'accepted', id: idempotencyKey };
    },
  };
  return { work, taken, sent };
};

export const said = (text: string, id = text): Input => ({ kind: 'message', id, text });

export const message = (text: string): Effect => ({ kind: 'message', message: { kind: 'text', text } });

/** What a conversation has taken, in order. */
export const notesOf = (conversation: Conversation | undefined): readonly string[] =>
  (conversation?.contact.variables.notes ?? []) as readonly string[];

const noted = (conversation: Conversation | undefined, text: string): Conversation => ({
  bot: { id: 'bot', version: '1' },
  status: 'active',
  frames: [],
  turnVariables: {},
  timers: [],
  ...conversation,
  turn: (conversation?.turn ?? 0) + 1,
  contact: { variables: { notes: [...notesOf(conversation), text] } },
});

const textOf = (input: Input): string =>
  input.kind === 'message' ? input.text : input.kind === 'timer' ? `timer ${input.name}` : input.kind;

const saidIn = (effect: Effect): string =>
  effect.kind === 'message' && effect.message.kind === 'text' ? effect.message.text : effect.kind;
