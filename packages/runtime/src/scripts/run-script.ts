import type { Json, JsonObject, Script, ScriptEffect, ScriptMiss, ScriptPurpose, ScriptResult } from '@dragoman/core';
import { DragomanError } from '@dragoman/core';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { messageVariable, own } from '../turn/own.ts';
import { report } from '../turn/report.ts';
import { sayText } from '../turn/say.ts';
import { stepName } from '../turn/step-name.ts';
import { send, type Turn, topFrame } from '../turn/turn.ts';
import { writeVariable } from '../turn/variables.ts';
import { type PlacedRun, panelOf, placedRun } from './placed-script.ts';

/** What a script asked for that its caller decides about. What it set and sent is done already. */
export interface ScriptRequests {
  readonly failed: boolean;
  readonly stop: boolean;
  /** The node to go to, by name. */
  readonly goto?: string;
  readonly delayMs?: number;
  readonly quickReplies?: Extract<ScriptEffect, { readonly kind: 'quick-replies' }>;
  /** New bodies for integrations' results. */
  readonly results: readonly Extract<ScriptEffect, { readonly kind: 'result' }>[];
}

const scriptTimeoutMs = 5_000;
const maximumMisses = 16;

/**
 * Runs a script as a transaction: one that throws or is stopped has no effect, the error text is sent, and
 * `semantics.scriptError` says what becomes of the node.
 */
export const runScript = async (
  turn: Turn,
  script: Script,
  node: CompiledNode | undefined,
  purpose: ScriptPurpose,
): Promise<ScriptRequests> => {
  const placed = placedRun(turn, script, node, purpose);
  const startedMs = turn.host.now();
  const result = await evaluate(turn, script, node, purpose, placed);
  const problem = result.kind === 'failed' ? messageOf(turn, script, result) : undefined;
  turn.host.emit?.({
    event: 'script-end',
    atMs: turn.host.now(),
    turn: turn.number,
    node: node?.node.id ?? '',
    purpose,
    panel: placed.panel,
    durationMs: turn.host.now() - startedMs,
    ...(problem !== undefined && { problem: turn.redactor.text(problem) }),
  });
  if (result.kind !== 'failed') return apply(turn, placed, result.effects);
  report(turn, {
    code: `script-${result.problem}`,
    severity: 'error',
    ...(result.inGlobals ? { place: '/scripts/globals', path: 'scripts.globals' } : { place: placed.place, path: placed.path }),
    reason: `The ${placed.title} was ended${whereOf(turn, script, result)}: ${problem}. None of its effects were kept.`,
  });
  sendErrorText(turn);
  return { failed: true, stop: false, results: [] };
};

/** What went wrong; the engine does not say itself what was called that is no function. */
const messageOf = (turn: Turn, script: Script, { message, line, column, inGlobals }: Extract<ScriptResult, { kind: 'failed' }>): string => {
  const source = inGlobals ? turn.bot.bot.scripts?.globals?.source : script.source;
  const before = line === undefined || column === undefined ? '' : (source?.split('\n')[line - 1] ?? '').slice(0, column - 1);
  const [called] = /[\w$]+(?:\.[\w$]+)*$/.exec(before) ?? [];
  const said = message === 'TypeError: not a function' && called !== undefined ? `TypeError: ${called} is not a function` : message;
  return said.replace(/\.$/, '');
};

const whereOf = (turn: Turn, script: Script, { line, column, inGlobals }: Extract<ScriptResult, { kind: 'failed' }>): string => {
  const at = line === undefined ? '' : ` at line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return inGlobals ? ` in the ${panelOf(turn, script, 'globals')}${at}` : at;
};

/** One error text a turn at most. */
export const sendErrorText = (turn: Turn): void => {
  if (turn.errorTextSent) return;
  turn.errorTextSent = true;
  sayText(turn, turn.bot.semantics.errorText);
};

const evaluate = async (
  turn: Turn,
  script: Script,
  node: CompiledNode | undefined,
  purpose: ScriptPurpose,
  placed: PlacedRun,
): Promise<Exclude<ScriptResult, { kind: 'miss' }>> => {
  const { scripts } = turn.parts;
  if (!scripts) throw new DragomanError('A bot with scripts began without a script engine.', { code: 'internal', source: 'runtime' });
  const globals = turn.bot.bot.scripts?.globals;
  const answers: { miss: ScriptMiss; value: Json }[] = [];
  for (;;) {
    const run = {
      script,
      ...(globals && globals.dialect === script.dialect && globals !== script && { globals: globals.source }),
      snapshot: snapshotOf(turn, node),
      complete: completeParts,
      answers: [...answers],
      nowMs: turn.host.now(),
      seed: turn.host.random(),
      timeoutMs: scriptTimeoutMs,
      ...(turn.host.signal && { signal: turn.host.signal }),
    };
    const step = await turn.host.step(stepName(turn, node, purpose, answers.length), () => scripts.run(run), { replay: 'safe' });
    const result: ScriptResult = step.kind === 'done' ? step.value : { kind: 'failed', problem: 'deadline', message: 'it was interrupted' };
    if (result.kind !== 'miss') return result;
    if (answers.length === maximumMisses)
      return { kind: 'failed', problem: 'throw', message: `it asked for more than ${maximumMisses} values that were not at hand` };
    answers.push({ miss: result.miss, value: answer(turn, placed, result.miss) });
  }
};

/** Nobody knows it: that is said once a conversation. */
const answer = (turn: Turn, { place, path, title }: PlacedRun, miss: ScriptMiss): Json => {
  const words = [miss.name, ...miss.arguments].map((word) => (typeof word === 'string' ? word : JSON.stringify(word)));
  const name = words.join(' ');
  if (turn.unknownReads.includes(name)) return null;
  turn.unknownReads = [...turn.unknownReads, name];
  const [asked, first = '', second] = words;
  const isGiven = asked === 'given';
  const example = second === undefined ? `${first}=…` : `'${first}={${JSON.stringify(second)}: …}'`;
  report(turn, {
    code: 'script-unknown-read',
    severity: 'warning',
    place,
    path,
    reason: isGiven
      ? `The ${title} asks for ${words.slice(1).join('.')}, which only the platform's cloud knows; it gets null.`
      : `The ${title} reads ${name}, which nothing here knows; it gets null.`,
    ...(isGiven && { fix: `Give it a value with --given ${example}` }),
  });
  return null;
};

const snapshotOf = (turn: Turn, node: CompiledNode | undefined): JsonObject => ({
  variables: { ...turn.contactVariables, ...turn.session?.variables, ...topFrame(turn)?.variables, ...turn.turnVariables },
  user: own(turn.turnVariables, messageVariable) ?? null,
  env: turn.parts.env,
  given: turn.parts.given,
  platformOptions: turn.bot.platformOptions,
  session: turn.session ? { id: turn.session.id, startedAtMs: turn.session.startedAtMs } : null,
  lastCall: turn.lastCall ? { ...turn.lastCall } : null,
  node: node ? { id: node.node.id, name: node.node.name } : null,
});

/** The parts of the snapshot that say all there is. */
const completeParts = ['variables', 'user', 'env', 'platformOptions', 'session', 'lastCall', 'node'];

const apply = (turn: Turn, { place }: PlacedRun, effects: readonly ScriptEffect[]): ScriptRequests => {
  let stop = false;
  let goto: string | undefined;
  let delayMs: number | undefined;
  let quickReplies: ScriptRequests['quickReplies'];
  const results: ScriptRequests['results'][number][] = [];
  for (const effect of effects) {
    switch (effect.kind) {
      case 'set':
        writeVariable(turn, effect.name, effect.value, effect.scope);
        break;
      case 'result':
        results.push(effect);
        break;
      case 'send':
        sayText(turn, effect.text);
        break;
      case 'private-send':
        send(turn, { kind: 'private-message', text: effect.text });
        break;
      case 'quick-replies':
        quickReplies = effect;
        break;
      case 'stop':
        stop = true;
        break;
      case 'goto':
        goto = effect.name;
        break;
      case 'delay':
        delayMs = effect.delayMs;
        break;
      case 'event':
        send(turn, { kind: 'event', name: effect.name, ...(effect.data !== undefined && { data: effect.data }) });
        break;
      case 'resume':
        turn.resume = effect.resume;
        break;
      case 'log':
        report(turn, { code: 'script-log', severity: 'info', place, reason: effect.text });
        break;
      case 'text-split':
        turn.wholeTexts = !effect.split;
        break;
      // What a platform's own calls mean is known there.
      case 'platform':
        report(turn, {
          code: 'script-effect-ignored',
          severity: 'info',
          place,
          reason: `The effect ${effect.kind} means nothing here.`,
        });
        break;
    }
  }
  return {
    failed: false,
    stop,
    results,
    ...(goto !== undefined && { goto }),
    ...(delayMs !== undefined && { delayMs }),
    ...(quickReplies && { quickReplies }),
  };
};
