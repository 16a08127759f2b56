import type { JsonObject, MessageInput } from '@dragoman/core';
import { runScript } from '../scripts/run-script.ts';
import { locationVariable, messageVariable } from '../turn/own.ts';
import type { Turn } from '../turn/turn.ts';
import { initialVariables } from '../turn/variables.ts';
import { openFlow } from '../walk/frames.ts';
import { walk } from '../walk/walk.ts';
import { endSession } from './end-session.ts';
import { setTimer } from './timers.ts';

/** Names of the session's timers. Each is set once and looks, when due, whether the consumer has written since. */
export const sessionTimer = 'session';
export const expiringTimer = 'session-expiring';

/** Whether the session is over although its timer has not been heard of. */
export const isExpired = (turn: Turn): boolean =>
  turn.session !== undefined && turn.host.now() - turn.session.lastInboundAtMs >= turn.bot.semantics.sessionLengthMs;

/** Opens a session; there must be none. A promise only where a script is to run first of all. */
export const openSession = (turn: Turn): Promise<unknown> | undefined => {
  const nowMs = turn.host.now();
  turn.status = 'active';
  turn.frames = [];
  turn.session = { id: sessionId(turn), startedAtMs: nowMs, lastInboundAtMs: nowMs, variables: {} };
  turn.contactVariables = { ...turn.contactVariables, ...initialVariables(turn, 'contact') };
  turn.session = { ...turn.session, variables: initialVariables(turn, 'session') };
  const init = turn.bot.bot.scripts?.init;
  return init && runScript(turn, init, undefined, 'init');
};

/** Notes that the consumer wrote: what was said, when, and that the turn's own values are over. */
export const noteMessage = (turn: Turn, { kind: _kind, id: _id, ...said }: MessageInput): void => {
  const nowMs = turn.host.now();
  turn.turnVariables = { ...initialVariables(turn, 'turn'), [messageVariable]: said as JsonObject };
  if (!turn.session) return;
  turn.session = {
    ...turn.session,
    lastInboundAtMs: nowMs,
    ...(said.location && { variables: { ...turn.session.variables, [locationVariable]: { ...said.location } } }),
  };
  armTimers(turn);
};

/** A session timer is due: the session goes on, is about to expire, or is over. */
export const sessionTimerDue = async (turn: Turn, name: string): Promise<void> => {
  if (!turn.session) return;
  const { sessionLengthMs, sessionExpiringMs } = turn.bot.semantics;
  const dueAtMs = turn.session.lastInboundAtMs + sessionLengthMs - (name === expiringTimer ? sessionExpiringMs : 0);
  if (turn.host.now() < dueAtMs) setTimer(turn, name, dueAtMs);
  else if (name === sessionTimer) await expireSession(turn);
  else await runEvent(turn, 'session-expiring');
};

/** Lets the bot say its last word, then forgets the session. */
export const expireSession = async (turn: Turn): Promise<void> => {
  turn.frames = [];
  await runEvent(turn, 'session-expired');
  endSession(turn);
  turn.status = 'active';
};

const runEvent = async (turn: Turn, event: 'session-expiring' | 'session-expired'): Promise<void> => {
  const flow = turn.bot.events.get(event);
  if (flow !== undefined) await walk(turn, openFlow(turn, flow, 'event'));
};

const armTimers = (turn: Turn): void => {
  const { sessionLengthMs, sessionExpiringMs } = turn.bot.semantics;
  const has = (name: string): boolean => turn.timers.some((timer) => timer.name === name);
  if (!has(sessionTimer)) setTimer(turn, sessionTimer, turn.host.now() + sessionLengthMs);
  if (sessionExpiringMs > 0 && !has(expiringTimer)) setTimer(turn, expiringTimer, turn.host.now() + sessionLengthMs - sessionExpiringMs);
};

// Unguessable only as far as the host's random numbers are; it names, it does not protect.
const sessionId = (turn: Turn): string => word(turn) + word(turn) + word(turn) + word(turn);

const word = ({ host }: Turn): string => {
  const bits = Math.floor(host.random() * 0x1_0000_0000);
  return byte(bits >>> 24) + byte(bits >>> 16) + byte(bits >>> 8) + byte(bits);
};

// Looked up, because printing a number in another base than ten takes ten times as long.
const byte = (bits: number): string => bytes[bits & 0xff] ?? '';

const bytes = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
