import { clearLine, createInterface, cursorTo } from 'node:readline';
import yoctoSpinner from 'yocto-spinner';
import type { CommandContext, Terminal } from './terminal.ts';

/** The terminal of a chat: lines in, lines out, without the one disturbing the other. */
export interface ChatScreen {
  /** What is typed, line by line, until the input ends. */
  readonly lines: AsyncIterable<string>;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Whether somebody sits there; else the lines come from a file or a pipe. */
  readonly isInteractive: boolean;
  show(lines: readonly string[]): void;
  /** Shows that something is under way, if it takes longer than a moment; the returned function ends it. */
  wait(text: string): () => void;
  close(): void;
}

/** How long a call may take before a spinner shows. */
const patienceMs = 300;

export const createChatScreen = (
  { stdin, stdout, stderr }: CommandContext,
  terminal: Terminal,
  { spinner }: { readonly spinner: boolean },
): ChatScreen => {
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  const interruption = new AbortController();
  const reader = createInterface({ input: stdin, terminal: isInteractive, ...(isInteractive ? { output: stdout } : {}) });
  reader.setPrompt(`${terminal.paint(['bold', 'cyan'], 'you')}  `);
  reader.on('SIGINT', () => {
    interruption.abort();
    reader.close();
  });
  let isClosed = false;
  let isPrompting = false;
  reader.on('close', () => {
    // Whatever comes next does not begin behind the prompt.
    if (isPrompting) stdout.write('\n');
    isClosed = true;
    isPrompting = false;
  });
  let stopWaiting = () => {};
  const prompt = () => {
    isPrompting = isInteractive && !isClosed;
    if (isPrompting) reader.prompt();
  };

  // Made at once: what is typed before somebody reads is kept.
  const typed = reader[Symbol.asyncIterator]();
  const read = async function* () {
    prompt();
    for await (const line of typed) {
      isPrompting = false;
      yield line;
      if (interruption.signal.aborted) return;
      prompt();
    }
  };

  return {
    lines: read(),
    interrupted: interruption.signal,
    isInteractive,
    show: (lines) => {
      if (lines.length === 0) return;
      if (isPrompting) {
        clearLine(stdout, 0);
        cursorTo(stdout, 0);
      }
      terminal.print(lines);
      if (isPrompting) reader.prompt(true);
    },
    wait: (text) => {
      if (!isInteractive || !spinner || stderr.isTTY !== true) return () => {};
      const shown = yoctoSpinner({ text, stream: stderr, handleSignals: false });
      const timer = setTimeout(() => shown.start(), patienceMs);
      stopWaiting = () => {
        clearTimeout(timer);
        shown.stop();
      };
      return stopWaiting;
    },
    close: () => {
      // A call that is given up may never be said to have ended, and a spinner hides the cursor until it is stopped.
      stopWaiting();
      reader.close();
    },
  };
};
