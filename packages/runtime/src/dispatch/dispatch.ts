import type { DispatchStage, MessageInput } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { intentVariable } from '../turn/own.ts';
import { sayText } from '../turn/say.ts';
import type { Turn } from '../turn/turn.ts';
import { openFlow, openFrame } from '../walk/frames.ts';
import { replyOf, takeReply } from './reply.ts';

/** Offers a message to the stages the semantics name, in their order; the first that accepts wins. Gives the node to enter. */
export const dispatchMessage = async (turn: Turn, input: MessageInput, isFirstOfSession: boolean): Promise<CompiledNode | undefined> => {
  const { dispatch, dispatchIdle } = turn.bot.semantics;
  for (const stage of openFrame(turn) ? dispatch : dispatchIdle) {
    const offered = offer(turn, input, stage, isFirstOfSession);
    const { isTaken, node } = offered instanceof Promise ? await offered : offered;
    if (isTaken) return node;
  }
  return undefined;
};

type Offered = { readonly isTaken: boolean; readonly node?: CompiledNode | undefined };

const notTaken: Offered = { isTaken: false };

const offer = (turn: Turn, input: MessageInput, stage: DispatchStage, isFirstOfSession: boolean): Offered | Promise<Offered> => {
  switch (stage) {
    case 'bot-triggers':
      return startedBy(turn, input, 'bot');
    case 'open-node': {
      const frame = openFrame(turn);
      return frame ? takeReply(turn, frame, input) : notTaken;
    }
    case 'flow-triggers': {
      const started = startedBy(turn, input, 'flow');
      // The first message of a session that asks for nothing in particular is greeted.
      return started.isTaken || !isFirstOfSession ? started : opened(turn, turn.bot.events.get('session-start'), 'event');
    }
    case 'fallback-flow':
      return opened(turn, turn.bot.fallback, 'fallback');
    case 'no-match-text':
      sayText(turn, turn.bot.semantics.noMatchText);
      return { isTaken: true };
  }
};

const startedBy = (turn: Turn, input: MessageInput, reach: 'bot' | 'flow'): Offered => {
  const triggers = turn.bot.triggers[reach];
  if (triggers.length === 0) return notTaken;
  const { texts } = replyOf(input, openFrame(turn)?.waiting?.options ?? [], turn.bot.semantics);
  const trigger = triggers.find(({ accepts }) => accepts(texts, input.intents));
  if (trigger?.intent !== undefined && turn.session) {
    turn.session = { ...turn.session, variables: { ...turn.session.variables, [intentVariable]: trigger.intent } };
  }
  return opened(turn, trigger?.flow, 'trigger');
};

const opened = (turn: Turn, flow: string | undefined, origin: 'trigger' | 'fallback' | 'event'): Offered =>
  flow === undefined ? notTaken : { isTaken: true, node: openFlow(turn, flow, origin) };
