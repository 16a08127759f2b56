import { fileURLToPath } from 'node:url';
import type { BenchContext } from './define-bench.ts';
import { type Child, type ChildOptions, startChild } from './start-child.ts';

/** A program of `programs/` in a process of its own. */
export interface Program<Ready> extends Child {
  /** What it said once it was ready. */
  readonly ready: Ready;
}

/** Starts a program, from the same sources as this process, and waits for its first message. */
export const startProgram = async <Ready>(
  context: Pick<BenchContext, 'defer'>,
  file: string,
  { nodeOptions = [], ...options }: ChildOptions = {},
): Promise<Program<Ready>> => {
  const child = startChild(context, fileURLToPath(programUrl(file)), { ...options, nodeOptions: [...process.execArgv, ...nodeOptions] });
  return { ...child, ready: (await child.next()) as Ready };
};

export const programUrl = (file: string): URL => new URL(`../programs/${file}`, import.meta.url);
