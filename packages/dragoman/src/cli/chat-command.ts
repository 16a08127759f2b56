import type { Effect, Input, OutboundOption, RunEvent } from '@dragoman/core';
import { botWords } from '../printing/bot-words.ts';
import { printable } from '../printing/printable.ts';
import { redactTexts } from '../printing/redact-texts.ts';
import { effectLines, effectOptions, inputLines } from '../printing/transcript-lines.ts';
import { waterfallLines } from '../printing/waterfall-lines.ts';
import { type ChatConversation, createChatConversation } from './chat-conversation.ts';
import { type ChatScreen, createChatScreen } from './chat-screen.ts';
import type { BotArguments } from './common-options.ts';
import { type OpenBot, openBot } from './open-bot.ts';
import { writeRecording } from './recording-file.ts';
import { createRunWatch } from './run-watch.ts';
import { intentsOf } from './scripted-input.ts';
import { type CommandContext, createTerminal, type Terminal } from './terminal.ts';

export interface ChatArguments extends BotArguments {
  readonly trace: boolean;
  /** Intents of the first message. */
  readonly intent: readonly string[];
  readonly record?: string;
}

/** `dragoman chat`: talks to a bot in the terminal, in real time. Gives the exit code. */
export const chatCommand = async (file: string, options: ChatArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  const open = await openBot(file, options, context, terminal);
  const screen = createChatScreen(context, terminal, { spinner: options.color });
  const view = createChatView(open, screen, terminal, options);
  const interruption = new Promise<void>((resolve) => screen.interrupted.addEventListener('abort', () => resolve()));
  try {
    await open.dragoman.start({ signal: screen.interrupted });
    const conversation = await createChatConversation({ ...open, onEffect: view.effect, onEvent: view.event });
    try {
      if (screen.isInteractive && !options.quiet) screen.show([terminal.paint('dim', `${open.bot.name}: ${help}`)]);
      for await (const line of screen.lines) {
        if (line.trim() === '/quit') break;
        await Promise.race([takeLine(line, conversation, view, screen), interruption]);
      }
      if (options.record !== undefined)
        await writeRecording(options.record, conversation.recording(), { bot: open.bot, botFile: file, cwd: context.cwd, options });
    } finally {
      await conversation.dispose();
    }
  } finally {
    screen.close();
    await open.dragoman.dispose();
  }
  return 0;
};

const help =
  'a number picks an option; /restart begins anew, /trace shows or hides the trace, /intent NAME is that of the next message, /quit leaves.';

const takeLine = async (line: string, conversation: ChatConversation, view: ChatView, screen: ChatScreen): Promise<void> => {
  const text = line.trim();
  const intent = /^\/intent\s+(.+)$/.exec(text)?.[1];
  if (intent !== undefined) {
    view.expectIntent(intent);
    return screen.show([`(the next message has the intent ${printable(intent)})`]);
  }
  switch (text) {
    case '':
      return;
    case '/restart':
      conversation.restart();
      return screen.show(['(a new conversation)']);
    case '/trace':
      return screen.show([`(the trace is ${view.toggleTrace() ? 'on' : 'off'})`]);
    default: {
      const failures = await conversation.deliver(view.input(text, await conversation.options()));
      return screen.show(failures.map((reason) => `The turn failed: ${printable(reason)}`));
    }
  }
};

interface ChatView {
  /** The input a typed text is: a tap, when it is the number of an option that can be tapped. */
  input(text: string, tappable: readonly OutboundOption[]): Input;
  effect(effect: Effect): void;
  event(event: RunEvent): void;
  /** Gives the next input an intent; again: another one. */
  expectIntent(name: string): void;
  /** Turns the trace on or off, and says which. */
  toggleTrace(): boolean;
}

const createChatView = (
  { bot, dragoman, locate, problemLine }: OpenBot,
  screen: ChatScreen,
  terminal: Terminal,
  options: ChatArguments,
): ChatView => {
  const { paint } = terminal;
  const words = botWords(bot);
  let { trace, intent: intents } = options;
  let messages = 0;
  let turn: RunEvent[] = [];
  // The options as numbered on the screen; those of an answer count through.
  let numbered: readonly OutboundOption[] = [];
  let isNewAnswer = true;
  let stopWaiting = () => {};
  const watch = createRunWatch({ ...terminal, complain: screen.show, warn: screen.show }, { trace: false, problemLine });

  return {
    input: (text, tappable) => {
      messages += 1;
      const option = /^\d+$/.test(text) ? tappable.find(({ id }) => id === numbered[Number(text) - 1]?.id) : undefined;
      const input: Input = {
        kind: 'message',
        id: `m${messages}`,
        text: option?.label ?? text,
        ...(option === undefined ? {} : { option: option.id }),
        ...intentsOf(intents),
      };
      intents = [];
      isNewAnswer = true;
      if (!screen.isInteractive) screen.show(inputLines(input, { paint }));
      return input;
    },
    effect: (effect) => {
      const shown = redactTexts(effect, dragoman.call.redact);
      const options = effectOptions(effect);
      if (isNewAnswer && options.length > 0) {
        numbered = [];
        isNewAnswer = false;
      }
      screen.show(effectLines(shown, { paint, firstNumber: numbered.length + 1 }));
      numbered = [...numbered, ...options];
    },
    event: (event) => {
      if (event.event === 'request-start') stopWaiting = screen.wait(event.integration);
      if (event.event === 'request-end') stopWaiting();
      turn.push(event.event === 'diagnostic' ? { ...event, diagnostic: locate(event.diagnostic) } : event);
      if (!trace) watch.event(event);
      if (event.event !== 'turn-end') return;
      if (trace) screen.show(waterfallLines(turn, { paint, width: terminal.width, words }));
      turn = [];
    },
    expectIntent: (name) => {
      intents = [...intents, name];
    },
    toggleTrace: () => {
      trace = !trace;
      return trace;
    },
  };
};
