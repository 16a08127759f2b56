import type { Conversation, Input, Json, TurnHost } from '@dragoman/core';
import type { CompiledBot } from '../compile/compiled-bot.ts';
import { createLookup } from './lookup.ts';
import type { EngineParts, Turn } from './turn.ts';
import { TurnRedactor } from './turn-redactor.ts';

/** Takes a conversation up for one turn. */
export const openTurn = (
  bot: CompiledBot,
  parts: EngineParts,
  conversation: Conversation,
  input: Input,
  host: TurnHost,
  onSensitive?: (value: Json) => void,
): Turn => {
  const turn: Turn = {
    bot,
    parts,
    host,
    input,
    number: conversation.turn + 1,
    lookup: (root, as) => lookup(root, as),
    redactor: new TurnRedactor({ bot, conversation, call: parts.call, onSensitive }),
    status: conversation.status,
    frames: conversation.frames,
    session: conversation.session,
    contactVariables: conversation.contact.variables,
    turnVariables: conversation.turnVariables,
    lastCall: conversation.lastCall,
    unknownReads: conversation.unknownReads ?? [],
    timers: conversation.timers,
    item: undefined,
    visits: 0,
    flowChanges: 0,
    timersSet: 0,
    errorTextSent: false,
    stopped: false,
    closing: undefined,
    wholeTexts: false,
    resume: undefined,
  };
  const lookup = createLookup(turn);
  return turn;
};

/** The conversation as the turn leaves it. */
export const closeTurn = (turn: Turn): Conversation => ({
  bot: { id: turn.bot.bot.id, version: turn.bot.version },
  status: turn.status,
  frames: turn.frames,
  ...(turn.session && { session: turn.session }),
  contact: { variables: turn.contactVariables },
  turnVariables: turn.turnVariables,
  ...(turn.lastCall && { lastCall: turn.lastCall }),
  ...(turn.unknownReads.length > 0 && { unknownReads: turn.unknownReads }),
  turn: turn.number,
  timers: turn.timers,
});
