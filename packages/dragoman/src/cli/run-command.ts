import { DragomanError, type Input, type RunEvent } from '@dragoman/core';
import { replayRecording } from '@dragoman/runtime';
import { botWords } from '../printing/bot-words.ts';
import type { BotArguments } from './common-options.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import { readRecording, writeRecording } from './recording-file.ts';
import { createRunPrinter, type RunPrinter } from './run-printer.ts';
import { createRunWatch } from './run-watch.ts';
import { readScript, type ScriptArgument } from './scripted-input.ts';
import { type CommandContext, createTerminal } from './terminal.ts';

export interface RunArguments extends BotArguments {
  /** `--say`, `--intent` and `--callback`, in command-line order. */
  readonly script: readonly ScriptArgument[];
  readonly json: boolean;
  readonly trace: boolean;
  readonly record?: string;
  readonly replay?: string;
}

/** `dragoman run`: says what it is told to a bot, prints what comes back, and ends. Gives the exit code. */
export const runCommand = async (file: string, options: RunArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  const script = await readScript(options.script, context.cwd);
  if (script.length === 0 && options.replay === undefined) {
    throw new DragomanError('dragoman run: there is nothing to say. Add --say "…", or talk to the bot with dragoman chat.', {
      code: 'configuration',
    });
  }
  // A replay answers every call from the recording.
  const offline = options.offline || options.replay !== undefined;
  const open = await openBot(file, { ...options, offline }, context, terminal);
  const printer = createRunPrinter(terminal, { ...options, words: botWords(open.bot) }, (text) => open.dragoman.call.redact(text));
  const watch = createRunWatch(terminal, { trace: options.trace, problemLine: open.problemLine });
  const onEvent = (event: RunEvent) => {
    printer.event(event.event === 'diagnostic' ? { ...event, diagnostic: open.locate(event.diagnostic) } : event);
    watch.event(event);
  };
  try {
    await open.dragoman.start();
    if (options.replay === undefined) await talk(open, script, options, { file, cwd: context.cwd }, { ...printer, event: onEvent });
    else await replay(open, options.replay, context.cwd, { ...printer, event: onEvent });
  } finally {
    await open.dragoman.dispose();
  }
  return watch.failed ? 1 : 0;
};

const talk = async (
  { bot, dragoman, variables }: OpenBot,
  script: readonly Input[],
  options: RunArguments,
  { file, cwd }: { readonly file: string; readonly cwd: string },
  printer: RunPrinter,
): Promise<void> => {
  const conversation = dragoman.converse(bot, { variables, onEffect: printer.effect, onEvent: printer.event });
  try {
    for (const input of script) {
      printer.input(input);
      await conversation.take(input);
    }
  } finally {
    // A run that broke off is the one somebody will want to look into.
    if (options.record !== undefined) await writeRecording(options.record, conversation.recording(), { bot, botFile: file, cwd, options });
  }
};

const replay = async ({ bot, dragoman }: OpenBot, file: string, cwd: string, printer: RunPrinter): Promise<void> => {
  await replayRecording(dragoman.engine, bot, await readRecording(file, cwd), {
    onEvent: (event) => {
      if (event.event === 'turn-start') printer.input(event.input);
      printer.event(event);
      if (event.event === 'message-send') printer.effect(event.effect);
    },
  });
};
