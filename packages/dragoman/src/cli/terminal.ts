import type { Readable, Writable } from 'node:stream';
import { noPaint, type Paint, paintFor } from '../printing/paint.ts';
import type { Environment } from './setting-options.ts';

/** Where a command runs: everything of the process it touches. */
export interface CommandContext {
  readonly cwd: string;
  readonly environment: Environment;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  /** Ends a command that would go on. Default: whatever ends the process. */
  readonly signal?: AbortSignal;
}

export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** How a command speaks. */
export interface Terminal {
  /** For standard output. */
  readonly paint: Paint;
  /** For standard error. */
  readonly paintError: Paint;
  /** Columns of standard output; 100 when it is no terminal. */
  readonly width: number;
  /** Writes lines to standard output: what the command is for. */
  print(lines: readonly string[]): void;
  /** Writes lines to standard error. */
  complain(lines: readonly string[]): void;
  /** Writes warnings to standard error, unless `--quiet`. */
  warn(lines: readonly string[]): void;
}

/** Columns of a stream; 100 when it has none to tell. */
export const widthOf = ({ columns }: TerminalStream): number => (columns === undefined || columns === 0 ? 100 : Math.max(40, columns));

export const createTerminal = (
  { stdout, stderr }: CommandContext,
  { color, quiet }: { readonly color: boolean; readonly quiet: boolean },
): Terminal => {
  const write = (stream: Writable, lines: readonly string[]) => {
    if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
  };
  const paintError = color ? paintFor(stderr) : noPaint;
  return {
    paint: color ? paintFor(stdout) : noPaint,
    paintError,
    get width() {
      return widthOf(stdout);
    },
    print: (lines) => write(stdout, lines),
    complain: (lines) => write(stderr, lines),
    warn: (lines) => {
      if (!quiet)
        write(
          stderr,
          lines.map((line) => `${paintError('yellow', 'warning')} ${line}`),
        );
    },
  };
};
