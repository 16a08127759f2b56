import { isDragomanError } from '@dragoman/core';
import { printable } from '../printing/printable.ts';

/** An error for standard error: `path: problem. what to do`, a line each; the stack only when asked for. */
export const errorLines = (error: unknown, { debug }: { readonly debug: boolean }): readonly string[] => {
  const lines = linesOf(error).map(printable);
  return debug && error instanceof Error ? [...lines, printable(stackOf(error))] : lines;
};

/** 2 for what cannot be read, recognised or used; 1 for everything else. */
export const exitCodeOf = (error: unknown): number =>
  isDragomanError(error) && (error.code === 'validation' || error.code === 'configuration' || error.code === 'unsupported') ? 2 : 1;

const linesOf = (error: unknown): readonly string[] => {
  if (isDragomanError(error)) return error.message.split('\n');
  const message = error instanceof Error ? error.message : String(error);
  return [`dragoman: an unexpected problem: ${message} Run it again with --debug and report what it prints.`];
};

const stackOf = (error: Error): string => {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\nCaused by: ${stackOf(error.cause)}` : stack;
};
