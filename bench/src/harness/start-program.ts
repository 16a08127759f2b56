import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DragomanError } from '@dragoman/core';
import type { BenchContext } from './define-bench.ts';

export interface ProgramOptions {
  readonly arguments?: readonly string[];
  /** Switches for Node, beside those this process was started with. */
  readonly nodeOptions?: readonly string[];
}

/** A program of `programs/` in a process of its own. */
export interface Program<Ready> {
  /** What it said once it was ready. */
  readonly ready: Ready;
  /** Sends a message and gives the next one that comes back. One at a time. */
  ask(message: object): Promise<unknown>;
}

/** Starts a program and waits for its first message. It is stopped after the run. */
export const startProgram = async <Ready>(
  { defer }: Pick<BenchContext, 'defer'>,
  file: string,
  { arguments: args = [], nodeOptions = [] }: ProgramOptions = {},
): Promise<Program<Ready>> => {
  const child = fork(fileURLToPath(new URL(`../programs/${file}`, import.meta.url)), args, {
    execArgv: [...process.execArgv, ...nodeOptions],
    serialization: 'advanced',
  });
  const exited = once(child, 'exit');
  defer(async () => {
    child.kill();
    await exited;
  });

  const next = async (): Promise<unknown> => {
    const aborted = new AbortController();
    try {
      return await Promise.race([
        once(child, 'message', aborted).then(([message]: unknown[]) => message),
        exited.then(([code, signal]) => {
          throw new DragomanError(`The program ${file} ended (${signal ?? code}) before it answered. Its own output says why.`, {
            code: 'internal',
          });
        }),
      ]);
    } finally {
      aborted.abort();
    }
  };

  const ready = (await next()) as Ready;
  return {
    ready,
    ask: (message) => {
      const answer = next();
      child.send(message);
      return answer;
    },
  };
};
