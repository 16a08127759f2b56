import type { Frame, Target } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { endSession } from '../session/end-session.ts';
import { report } from '../turn/report.ts';
import { say } from '../turn/say.ts';
import { isOff } from '../turn/switches.ts';
import { changeTopFrame, send, type Turn, topFrame } from '../turn/turn.ts';
import { initialVariables } from '../turn/variables.ts';

/** Whether a frame waits for a callback: consumers' messages pass it by as if nothing were open. */
const isListening = (frame: Frame | undefined): boolean => frame?.waiting?.reference !== undefined;

/** The frame whose node waits for the consumer's message. */
export const openFrame = (turn: Turn): Frame | undefined => {
  const top = topFrame(turn);
  return top?.waiting && !isListening(top) ? top : undefined;
};

/**
 * Opens a flow for a trigger, the fallback or an event: above a frame that waits, otherwise in place of the whole
 * stack. A flow already on the stack is unwound to and begins again.
 */
export const openFlow = (turn: Turn, flowId: string, origin: 'trigger' | 'fallback' | 'event'): CompiledNode | undefined => {
  const first = turn.bot.flows.get(flowId)?.first;
  if (!first) return undefined;
  const open = turn.frames.findIndex(({ flow }) => flow === flowId);
  if (open !== -1) turn.frames = turn.frames.slice(0, open);
  else if (!topFrame(turn)?.waiting) turn.frames = turn.frames.filter(isListening);
  pushFrame(turn, first, origin);
  return first;
};

const pushFrame = (turn: Turn, node: CompiledNode, origin: Frame['origin']): void => {
  turn.frames = [...turn.frames, { flow: node.flow, node: node.node.id, variables: {}, origin }];
  const variables = initialVariables(turn, 'flow');
  changeTopFrame(turn, (frame) => ({ ...frame, variables }));
};

/** Goes to a target: gives the node to enter next, or nothing when the conversation stops there. */
export const follow = (turn: Turn, target: Target, from: CompiledNode): CompiledNode | undefined => {
  if (target === 'repeat') return from;
  if (target === 'next') return from.following === undefined ? endFlow(turn) : turn.bot.nodes.get(from.following);
  if ('node' in target) {
    const node = turn.bot.nodes.get(target.node);
    return node ? enterFlowOf(turn, node) : dangling(turn, from, target.node);
  }
  if ('flow' in target) {
    const flow = turn.bot.flows.get(target.flow);
    if (!flow) return dangling(turn, from, target.flow);
    return flow.first ? enterFlowOf(turn, flow.first, true) : endFlow(turn);
  }
  if ('end' in target) {
    if (target.end === 'flow') return endFlow(turn);
    endConversation(turn, target.survey ?? false);
    return undefined;
  }
  if ('unresolved' in target) return dangling(turn, from, target.unresolved);
  report(turn, {
    code: 'platform-target',
    severity: 'warning',
    place: from.place,
    path: from.path,
    reason: `A target of ${target.adapter} means nothing here; the flow ends.`,
  });
  return endFlow(turn);
};

// A target in another flow replaces the top frame, never pushes; a flow already on the stack is unwound to.
const enterFlowOf = (turn: Turn, node: CompiledNode, restarts = false): CompiledNode | undefined => {
  const top = topFrame(turn);
  if (top?.flow === node.flow && !restarts) return node;
  turn.flowChanges += 1;
  if (turn.flowChanges > turn.bot.semantics.flowChangeLimit) {
    stopChain(turn, node, `The conversation changed its flow more than ${turn.bot.semantics.flowChangeLimit} times without input`);
    return undefined;
  }
  const open = turn.frames.findIndex(({ flow }) => flow === node.flow);
  const origin = top?.origin ?? 'target';
  turn.frames = open === -1 ? turn.frames.slice(0, -1) : turn.frames.slice(0, open);
  pushFrame(turn, node, origin);
  return node;
};

const dangling = (turn: Turn, from: CompiledNode, name: string): CompiledNode | undefined => {
  report(turn, {
    code: 'unresolved-target',
    severity: 'warning',
    place: from.place,
    path: from.path,
    reason: `There is no ${JSON.stringify(name)} to go to; the flow ends.`,
  });
  return endFlow(turn);
};

/** Stops a chain that goes on and on: nothing of it stays open. */
export const stopChain = (turn: Turn, node: CompiledNode, reason: string): void => {
  report(turn, { code: 'chain-limit', severity: 'error', place: node.place, path: node.path, reason: `${reason}; the flow is stopped.` });
  turn.frames = [];
};

/** Ends the top flow. The frame below goes on as the semantics say; with nothing below, `flow-completed` fires. */
const endFlow = (turn: Turn): CompiledNode | undefined => {
  const ended = topFrame(turn);
  // What the flow says of itself is gone with it.
  const how = turn.resume ?? (isOff(turn, 'resume') ? 'drop' : undefined);
  turn.frames = turn.frames.slice(0, -1);
  if (!ended) return undefined;
  const below = topFrame(turn);
  if (below) {
    resume(turn, below, ended, how);
    return undefined;
  }
  const completed = ended.origin === 'event' ? undefined : turn.bot.events.get('flow-completed');
  return completed === undefined ? undefined : openFlow(turn, completed, 'event');
};

const resume = (turn: Turn, below: Frame, ended: Frame, asked: Turn['resume']): void => {
  const { semantics } = turn.bot;
  // A frame that waits for a callback has nothing to say again and must not be lost.
  const how = isListening(below) ? 'silent' : (asked ?? (ended.origin === 'fallback' ? semantics.resumeAfterFallback : semantics.resume));
  if (how === 'drop') turn.frames = turn.frames.filter(isListening);
  if (how === 'repeat') for (const message of below.waiting?.rendered ?? []) say(turn, message);
};

/** Ends the conversation and its session. */
export const endConversation = (turn: Turn, survey: boolean): void => {
  turn.closing = undefined;
  turn.frames = [];
  turn.status = 'closed';
  send(turn, { kind: 'end', survey });
  endSession(turn);
};
