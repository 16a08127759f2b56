import type { Script, ScriptPurpose, Target } from '@dragoman/core';
import { storeBody } from '../call/store-response.ts';
import type { CompiledNode } from '../compile/compiled-bot.ts';
import { report } from '../turn/report.ts';
import type { Turn } from '../turn/turn.ts';
import { type PlacedRun, placedRun } from './placed-script.ts';
import { runScript, type ScriptRequests } from './run-script.ts';

/** What a hook asks of the node it belongs to. */
export interface HookResult {
  /** Where the hook wants to go. */
  readonly target?: Target;
  readonly stop: boolean;
  readonly delayMs?: number;
  readonly quickReplies?: ScriptRequests['quickReplies'];
}

/** What a hook that is not there asks: nothing. */
export const noHook: HookResult = { stop: false };

export const runHook = async (turn: Turn, script: Script, node: CompiledNode, purpose: ScriptPurpose): Promise<HookResult> => {
  const requests = await runScript(turn, script, node, purpose);
  if (requests.failed) return turn.bot.semantics.scriptError === 'end-flow' ? { target: { end: 'flow' }, stop: false } : noHook;
  for (const { variable, body } of requests.results) storeBody(turn, variable, body);
  const target = requests.goto === undefined ? undefined : targetOf(turn, placedRun(turn, script, node, purpose), requests.goto);
  return {
    stop: requests.stop,
    ...(target && { target }),
    ...(requests.delayMs !== undefined && { delayMs: requests.delayMs }),
    ...(requests.quickReplies && { quickReplies: requests.quickReplies }),
  };
};

// Scripts address nodes by name; a jump to a name that does not exist is ignored.
const targetOf = (turn: Turn, { place, path, title }: PlacedRun, name: string): Target | undefined => {
  const found = turn.bot.nodesByName.get(name) ?? turn.bot.nodes.get(name);
  if (found) return { node: found.node.id };
  report(turn, {
    code: 'script-unknown-node',
    severity: 'warning',
    place,
    path,
    reason: `The ${title} goes to ${JSON.stringify(name)}, and there is no such node; the jump is ignored.`,
  });
  return undefined;
};
