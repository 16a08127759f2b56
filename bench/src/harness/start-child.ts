import { fork } from 'node:child_process';
import { once } from 'node:events';
import { DragomanError } from '@dragoman/core';
import type { BenchContext } from './define-bench.ts';

export interface ChildOptions {
  readonly arguments?: readonly string[];
  /** Switches for Node. */
  readonly nodeOptions?: readonly string[];
  readonly env?: { readonly [name: string]: string };
}

/** A process of ours that answers messages. */
export interface Child {
  /** The next message that comes from it. Rejects when it ends before. */
  next(): Promise<unknown>;
  /** Sends a message and gives the next one that comes back. One at a time. */
  ask(message: object): Promise<unknown>;
}

/** Starts a program in a process of its own, which is stopped after the run. What it prints to stdout is dropped. */
export const startChild = (
  { defer }: Pick<BenchContext, 'defer'>,
  path: string,
  { arguments: args = [], nodeOptions = [], env = {} }: ChildOptions = {},
): Child => {
  const child = fork(path, args, {
    execArgv: [...nodeOptions],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const exited = once(child, 'exit');
  defer(async () => {
    child.kill();
    await exited;
  });

  const next = async (): Promise<unknown> => {
    const listening = new AbortController();
    const ended = exited.then(([code, signal]) => {
      throw new DragomanError(`${path} ended (${signal ?? code}) before it answered. What it printed says why.`, { code: 'internal' });
    });
    try {
      return await Promise.race([once(child, 'message', { signal: listening.signal }).then(([message]: unknown[]) => message), ended]);
    } finally {
      listening.abort();
    }
  };

  return {
    next,
    ask: (message) => {
      const answer = next();
      child.send(message);
      return answer;
    },
  };
};
