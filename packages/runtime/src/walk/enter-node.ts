import { type Frame, type OutboundMessage, type OutboundOption, optionsOf, type Waiting } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import type { Prepared } from '../nodes/behaviour.ts';
import { type HookResult, noHook, runHook } from '../scripts/hooks.ts';
import type { ScriptRequests } from '../scripts/run-script.ts';
import { setTimer } from '../session/timers.ts';
import { say } from '../turn/say.ts';
import { changeTopFrame, send, type Turn } from '../turn/turn.ts';
import { follow } from './frames.ts';
import { leaveNode, reportLeave } from './leave-node.ts';

/**
 * Steps ① to ⑤ of a node's life, and ⑦ for one that does not wait. Gives the node to enter next; a promise only where
 * the node has hooks or waits for something.
 */
export const enterNode = (turn: Turn, compiled: CompiledNode): Next | Promise<Next> => {
  const { node } = compiled;
  changeTopFrame(turn, (frame) => ({ ...(frame.waiting ? withoutWaiting(frame) : frame), node: node.id }));
  turn.host.emit?.({
    event: 'node-enter',
    atMs: turn.host.now(),
    turn: turn.number,
    flow: compiled.flow,
    node: node.id,
    kind: node.kind,
    visit: turn.visits,
  });

  if (node.hooks !== undefined || (node.delayMs !== undefined && actsOutside.has(node.kind))) return act(turn, compiled);
  const preparing = compiled.behaviour.prepare(turn, compiled);
  return preparing instanceof Promise
    ? preparing.then((prepared) => goOn(turn, compiled, prepared, noHook))
    : goOn(turn, compiled, preparing, noHook);
};

type Next = CompiledNode | undefined;

/** What a node does that has hooks, or pauses before it acts. */
const act = async (turn: Turn, compiled: CompiledNode): Promise<Next> => {
  const { node } = compiled;
  const before = node.hooks?.before ? await runHook(turn, node.hooks.before, compiled, 'before') : noHook;
  if (before.stop || turn.closing) return stop(turn);
  if (before.target) return jump(turn, compiled, before.target);

  const delayMs = before.delayMs ?? node.delayMs ?? 0;
  // A message's pause is the outbox's, so that the turn does not wait for it; anything else pauses here.
  if (delayMs > 0 && actsOutside.has(node.kind)) {
    turn.host.emit?.({ event: 'node-pause', atMs: turn.host.now(), turn: turn.number, node: node.id, durationMs: delayMs });
    await turn.host.sleep(delayMs);
  }
  const prepared = await compiled.behaviour.prepare(turn, compiled);
  if (prepared.stop) return stop(turn);

  const after = node.hooks?.after ? await runHook(turn, node.hooks.after, compiled, 'after') : noHook;
  return goOn(turn, compiled, prepared, { ...before, ...after });
};

/** Sends what was prepared, then does as the hooks asked, waits or leaves. */
const goOn = (turn: Turn, compiled: CompiledNode, prepared: Prepared, asked: HookResult): Next => {
  if (prepared.stop) return stop(turn);
  const messages = withQuickReplies(prepared.messages ?? [], asked.quickReplies);
  sendAll(turn, prepared, messages, asked.delayMs ?? compiled.node.delayMs ?? 0);
  if (asked.stop || turn.closing) return stop(turn);
  if (asked.target) return jump(turn, compiled, asked.target);

  if (prepared.wait && stopsHere(compiled)) return wait(turn, compiled, prepared.wait, messages);
  return leaveNode(turn, compiled, prepared);
};

const withoutWaiting = ({ waiting: _left, ...frame }: Frame): Frame => frame;

const actsOutside: ReadonlySet<string> = new Set(['api', 'script', 'platform']);

/** Whether a node is one to stop at: what comes behind it begins anew. */
export const stopsHere = ({ node, waits }: CompiledNode): boolean =>
  waits || node.kind === 'wait' || node.kind === 'handoff' || node.kind.includes('/');

const stop = (turn: Turn): undefined => {
  turn.stopped = true;
  return undefined;
};

const jump = (turn: Turn, node: CompiledNode, target: Parameters<typeof follow>[1]): CompiledNode | undefined => {
  reportLeave(turn, node, target, 'jump');
  return follow(turn, target, node);
};

const sendAll = (turn: Turn, { effects = [] }: Prepared, messages: readonly OutboundMessage[], delayMs: number): void => {
  for (const [index, message] of messages.entries()) say(turn, message, index === 0 ? delayMs : 0);
  for (const effect of effects) send(turn, effect);
};

const wait = (
  turn: Turn,
  { node }: CompiledNode,
  remembered: NonNullable<Prepared['wait']>,
  messages: readonly OutboundMessage[],
): undefined => {
  remainWaiting(turn, { node: node.id, rendered: [], options: [] }, remembered, messages);
  if (node.kind === 'handoff') turn.status = 'handed-off';
  if (remembered.timeoutMs !== undefined) setTimer(turn, waitTimer(node.id), turn.host.now() + remembered.timeoutMs);
  return undefined;
};

/** Notes on the top frame what its node needs to judge the next reply. */
export const remainWaiting = (
  turn: Turn,
  before: Waiting,
  { timeoutMs: _timer, ...remembered }: NonNullable<Prepared['wait']>,
  messages: readonly OutboundMessage[],
): void => {
  const options = remembered.options ?? messages.flatMap(optionsOf);
  changeTopFrame(turn, (frame) => ({ ...frame, waiting: { ...before, ...remembered, rendered: messages, options } }));
};

/** Name of the timer that ends a wait. */
export const waitTimer = (node: string): string => `wait/${node}`;

// Quick replies a script adds go with the node's last text.
const withQuickReplies = (messages: readonly OutboundMessage[], added: ScriptRequests['quickReplies']): readonly OutboundMessage[] => {
  if (!added) return messages;
  const options = added.options.map(
    ({ label, value }, index): OutboundOption => ({
      id: `quick-${index + 1}`,
      label,
      ...(value !== undefined && { value }),
      action: { kind: 'reply' },
    }),
  );
  const last = messages.findLastIndex(({ kind }) => kind === 'text');
  const carrier = messages[last];
  if (added.text !== undefined || carrier?.kind !== 'text') return [...messages, { kind: 'options', text: added.text ?? '', options }];
  return messages.with(last, { kind: 'options', text: carrier.text, options });
};
