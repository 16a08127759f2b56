import type { RunEvent } from '@dragoman/core';
import { botMessages } from './bot-message.ts';

/** A node of the bot that ran, by ids. */
export interface NodePlace {
  readonly flow: string;
  readonly node: string;
  /** Of the conversation, when it was there. */
  readonly turn: number;
}

/** The nodes that sent the messages of a conversation, message by message. */
export const sendersOf = (events: readonly RunEvent[]): readonly (NodePlace | undefined)[] => {
  const senders: (NodePlace | undefined)[] = [];
  let entered: NodePlace | undefined;
  let isNewTurn = true;
  for (const event of events) {
    if (event.event === 'turn-start') isNewTurn = true;
    if (event.event === 'node-enter') {
      entered = placeOf(event);
      isNewTurn = false;
    }
    // What is said before anything is entered belongs to the node that was open: it says so when it is left.
    if (event.event === 'node-leave' && isNewTurn) entered = placeOf(event);
    if (event.event === 'message-send' && botMessages([event.effect]).length > 0)
      senders.push(isNewTurn ? (leaverIn(events, event.turn) ?? entered) : entered);
  }
  return senders;
};

/** Where a conversation is: the node that was entered last. */
export const lastNode = (events: readonly RunEvent[]): NodePlace | undefined => {
  const entered = events.findLast((event) => event.event === 'node-enter');
  return entered?.event === 'node-enter' ? placeOf(entered) : undefined;
};

const leaverIn = (events: readonly RunEvent[], turn: number): NodePlace | undefined => {
  const first = events.find((event) => event.turn === turn && (event.event === 'node-leave' || event.event === 'node-enter'));
  return first?.event === 'node-leave' ? placeOf(first) : undefined;
};

const placeOf = ({ flow, node, turn }: NodePlace): NodePlace => ({ flow, node, turn });
