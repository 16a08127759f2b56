import type { Bot, BotInput, Diagnostic } from '@dragoman/core';
import type { Difference } from './compare/first-difference.ts';
import { environment } from './generate/vocabulary.ts';
import type { ConsumerInput } from './run/consumer.ts';
import type { Answer } from './run/server.ts';
import type { TriedCase } from './try-case.ts';

/** A bot as a file, for whoever wants to look at it. */
export const botFile = (bot: Bot | BotInput): string => `bot.json:\n${JSON.stringify(bot, null, 2)}`;

/** The losses a translation reported, a line each. */
export const lossReport = (diagnostics: readonly Diagnostic[]): string => {
  const lines = diagnostics
    .filter(({ loss }) => loss !== 'none')
    .map(({ loss, code, place, reason }) => `  ${loss} ${code} at ${place || 'the bot'}: ${reason}`);
  return lines.length === 0 ? 'Reported: nothing.' : ['Reported:', ...lines].join('\n');
};

/** What two runs did differently, and how to see it oneself: the bot and the conversation, ready for the command line. */
export const counterexample = (
  adapter: string,
  bot: BotInput,
  { inputs, answers, diagnostics }: Pick<TriedCase, 'inputs' | 'answers' | 'diagnostics'>,
  difference: Difference & { readonly turn: number },
  { restore, channel }: { readonly restore: boolean; readonly channel: string | undefined },
): string => {
  const until = inputs.slice(0, difference.turn + 1);
  const commands = commandLines(until, answers);
  return [
    `Turn ${difference.turn + 1}, ${difference.what}, ${restore ? 'with markers restored' : 'without restoring markers'}${channel === undefined ? '' : `, on ${channel}`}:`,
    `  the author's bot: ${JSON.stringify(difference.expected)}`,
    `  on the platform:  ${JSON.stringify(difference.found)}`,
    lossReport(diagnostics),
    botFile(bot),
    ...commands.files.map(({ name, text }) => `${name}: ${text}`),
    `dragoman run bot.json ${commands.options}`,
    `dragoman run bot.json --as ${adapter} ${commands.options}`,
    ...until.flatMap(remark),
  ].join('\n');
};

const commandLines = (
  inputs: readonly ConsumerInput[],
  answers: TriedCase['answers'],
): { readonly options: string; readonly files: readonly { readonly name: string; readonly text: string }[] } => {
  const files: { name: string; text: string }[] = [];
  const stub = (integration: string, answer: Answer): string => {
    const plain = typeof answer === 'string' ? answer : String(answer.status);
    if (typeof answer === 'string' || answer.body === undefined) return `--stub ${quoted(`${integration}=${plain}`)}`;
    const name = `body-${files.length + 1}.json`;
    files.push({ name, text: JSON.stringify(answer.body) });
    return `--stub ${quoted(`${integration}=${plain}:${name}`)}`;
  };
  const said = inputs.flatMap((input) => {
    if ('say' in input) return [`--say ${quoted(input.say)}`];
    if ('tap' in input) return [`--say ${quoted(String(input.tap + 1))}`];
    return 'callback' in input ? [`--callback ${quoted(`${input.callback}=${input.result}`)}`] : [];
  });
  const env = Object.entries(environment).map(([name, value]) => `--env ${quoted(`${name}=${value}`)}`);
  return { options: [...said, ...answers.map(({ integration, answer }) => stub(integration, answer)), ...env].join(' '), files };
};

const remark = (input: ConsumerInput, index: number): readonly string[] => {
  if ('tap' in input) return [`(Input ${index + 1} taps option ${input.tap + 1}.)`];
  if ('silenceMs' in input) return [`(Input ${index + 1} is ${input.silenceMs} ms of silence.)`];
  if ('handoffEnd' in input) return [`(Input ${index + 1} ends the handoff: ${input.handoffEnd}.)`];
  return 'say' in input && input.intents ? [`(Input ${index + 1} is understood as ${input.intents.join(', ')}.)`] : [];
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
