import { createContext, runInContext } from 'node:vm';
import type { Json, JsonObject } from '@dragoman/core';

/** What a script asked of `botContext`, in order; sent texts, jumps and so on, but no variables. */
export type Call = readonly [name: string, ...given: unknown[]];

export interface BotContextRun {
  readonly calls: readonly Call[];
  readonly variables: JsonObject;
  /** The variables that last for the request or for ever. */
  readonly lives: { readonly [name: string]: 'request' | 'session' | 'ever' };
}

/**
 * Runs panels one after the other as the platform's pages say: each behind the global functions, in a scope of its own,
 * with variables that are text unless they are objects, and null where nothing is set.
 */
export const runPanels = (globals: string, panels: readonly string[], given: JsonObject = {}): BotContextRun => {
  const variables = new Map<string, Json>(Object.entries(structuredClone(given) as JsonObject));
  const lives = new Map<string, 'request' | 'session' | 'ever'>();
  const calls: Call[] = [];
  const recorded =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...(JSON.parse(JSON.stringify(args)) as unknown[])]);
    };
  for (const panel of panels) {
    const botContext = {
      getBotVariable: (name: string) => variables.get(name) ?? null,
      setBotVariable: (name: string, value: unknown, forSession: boolean, forEver: boolean) => {
        lives.set(name, forEver ? 'ever' : forSession ? 'session' : 'request');
        variables.set(name, (typeof value === 'object' ? value : String(value)) as Json);
      },
      getCurrentUserMessage: () => 'hello',
      ...Object.fromEntries(actions.map((name) => [name, recorded(name)])),
    };
    runInContext(`${globals}\n(function () {\n${panel}\n})();`, createContext({ botContext }));
  }
  return {
    calls,
    variables: JSON.parse(JSON.stringify(Object.fromEntries(variables))) as JsonObject,
    lives: Object.fromEntries(lives),
  };
};

const actions = [
  'sendMessage',
  'sendImmediateReply',
  'sendPrivateMessage',
  'sendMessageWithQuickReplies',
  'addQuickReplies',
  'setTriggerNextMessage',
  'setMessageDelay',
  'setAllowMaxTextResponse',
  'logCustomEvent',
  'printDebugMessage',
];
