import { Command, InvalidArgumentError, Option } from 'commander';
import { reportFormats } from '../printing/report-lines.ts';
import { type AuthArguments, authCommand } from './auth-command.ts';
import { type ChatArguments, chatCommand } from './chat-command.ts';
import { addAuthOptions, addBotOptions, addCommonOptions, repeatable } from './common-options.ts';
import { type DiffArguments, diffCommand } from './diff-command.ts';
import { type ProbeArguments, probeCommand } from './probe-command.ts';
import { type RunArguments, runCommand } from './run-command.ts';
import type { ScriptArgument } from './scripted-input.ts';
import { type CommandContext, widthOf } from './terminal.ts';
import { type TestArguments, testCommand } from './test-command.ts';
import { type TranslateArguments, translateCommand } from './translate-command.ts';
import { type ValidateArguments, validateCommand } from './validate-command.ts';

/** The command line: every command with its options and help. `done` is given the exit code of the one that ran. */
export const createProgram = (version: string, context: CommandContext, done: (exitCode: number) => void): Command => {
  const program = new Command('dragoman')
    .description('Runs, checks and translates chat bots and the API integrations in them.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ helpWidth: widthOf(context.stdout), optionDescription })
    .addHelpText(
      'after',
      examples([
        'chat bots/order-desk.bot.ts',
        'run bots/order-desk.bot.ts --say "where is my order?" --trace',
        "validate 'bots/**/*.{ts,yaml}'",
      ]),
    );

  const chat = command(program, 'chat <bot>', 'talk to a bot in the terminal', botHelp)
    .option('--trace', 'show what happens behind each message; /trace turns it on and off', false)
    .addOption(repeatable('--intent <name>', 'an intent of what is said first; /intent says that of the next message'))
    .option('--record <file>', 'write the conversation to a file, to be replayed by run; to a .yaml file as a test')
    .action(async (bot: string, options: ChatArguments) => done(await chatCommand(bot, options, context)));
  addCommonOptions(addBotOptions(chat)).addHelpText(
    'after',
    `\nIn the chat: a number picks an option. /restart begins anew, /trace shows or hides the trace, /intent NAME is the intent\nof the next message, /quit leaves (so does Ctrl-D).\n${examples(
      [
        'chat bots/order-desk.bot.yaml --allow-host localhost:3000',
        'chat bots/order-desk.bot.yaml --stub order-lookup=404 --stub order-lookup=200:order.json',
        'chat bots/order-desk.bot.yaml --secret SHOP_KEY --env-file .env',
      ],
    )}`,
  );

  const script: ScriptArgument[] = [];
  const scripted = (option: ScriptArgument['option'], flags: string, description: string) =>
    new Option(flags, description).argParser((value: string) => {
      // One list for both, so that they stay in command-line order.
      script.push({ option, value });
      return script;
    });
  const run = command(program, 'run <bot>', 'say things to a bot and print what it answers', botHelp)
    .addOption(scripted('say', '--say <text>', 'say this (repeatable, in order)'))
    .addOption(
      scripted(
        'callback',
        '--callback <REFERENCE=RESULT[:FILE]>',
        'bring what a wait node waits for; the file is its data (repeatable, in order)',
      ),
    )
    .addOption(scripted('intent', '--intent <name>', 'the intent of what the --say before it says (repeatable)'))
    .option('--json', 'print one JSON object a line', false)
    .option('--trace', 'show what happens: nodes, requests, variables; with --json as events', false)
    .option('--record <file>', 'write the conversation to a file; to a .yaml file as a test')
    .addOption(
      new Option('--replay <file>', 'run a recorded conversation again, without network').conflicts([
        'say',
        'intent',
        'callback',
        'record',
      ]),
    )
    .action(async (bot: string, options: Omit<RunArguments, 'script'>) => done(await runCommand(bot, { ...options, script }, context)));
  addCommonOptions(addBotOptions(run)).addHelpText(
    'after',
    `\nPauses of the bot are skipped. Exit code: 0 fine, 1 the bot had an error, 2 something cannot be read or used.\n${examples([
      'run bots/order-desk.bot.ts --say "where is my order?" --say 1042 --trace',
      'run bots/order-desk.bot.ts --say hi --stub order-lookup=timeout --json',
      'run bots/order-desk.bot.ts --say "pay" --callback payment-7=paid:payment.json',
      'run bots/order-desk.bot.ts --say hi --record hi.json && dragoman run bots/order-desk.bot.ts --replay hi.json',
    ])}`,
  );

  const validate = command(program, 'validate <files...>', 'check bots without running them', 'files of bots, or patterns in quotes')
    .addOption(new Option('--format <format>', 'form of the report, by default text').choices(reportFormats).default('text'))
    .option('--max-warnings <n>', 'exit with 1 beyond this many warnings', wholeNumber)
    .addOption(
      new Option('--for <platform>', 'also say what a translation to this platform would lose (repeatable)')
        .argParser((value: string, previous: readonly string[]) => [...previous, value])
        .default([]),
    )
    .action(
      async (files: readonly string[], { for: platforms, ...options }: Omit<ValidateArguments, 'platforms'> & { for: readonly string[] }) =>
        done(await validateCommand(files, { ...options, platforms }, context)),
    );
  addCommonOptions(validate).addHelpText(
    'after',
    `\nExit code: 0 fine, 1 an error remains or there are too many warnings, 2 a file cannot be read.\n${examples([
      'validate bots/order-desk.bot.yaml',
      "validate 'bots/**/*.{ts,yaml}' --format github --max-warnings 0",
      "validate 'bots/*.yaml' --format junit > report.xml",
    ])}`,
  );

  const translate = command(program, 'translate <file>', "write a bot as another platform's document", botHelp)
    .requiredOption('--to <platform>', 'neutral, or the platform of an adapter')
    .option('--from <platform>', 'the platform whose document the file is, by default recognised')
    .option('--channel <channel>', 'the channel the bot is for')
    .option('--out <file>', 'write the document to a file, by default to standard output')
    .option('--report <file>', 'write what is lost to a file: .json, .md as a table, anything else as text')
    .option('--strict', 'exit with 3 when something is degraded or dropped', false)
    .action(async (file: string, options: TranslateArguments) => done(await translateCommand(file, options, context)));
  addCommonOptions(translate).addHelpText(
    'after',
    `\nWhat is lost is said on standard error. Exit code: 0 fine, 2 something cannot be read or used, 3 losses under --strict.\n${examples([
      'translate bots/order-desk.bot.ts --to liveperson --out order-desk.json',
      'translate exports/shop.json --to neutral --out bots/shop.bot.yaml',
      'translate exports/shop.json --to clickatell --channel whatsapp --report losses.md --strict',
    ])}`,
  );

  const diff = command(program, 'diff <before> <after>', 'say what changed between two versions of a bot', botHelp)
    .option('--json', 'print the changes as JSON', false)
    .action(async (before: string, after: string, options: DiffArguments) => done(await diffCommand(before, after, options, context)));
  addCommonOptions(diff).addHelpText(
    'after',
    `\nBy the names of flows and nodes; scripts line by line. Bots of different platforms may be compared.\n${examples([
      'diff before.json after.json',
      'diff exports/shop.json bots/shop.bot.yaml --json',
    ])}`,
  );

  const test = command(program, 'test <files...>', 'hold conversations and compare what bots say', 'files of tests, or patterns in quotes')
    .addOption(new Option('--format <format>', 'form of the report, by default text').choices(reportFormats).default('text'))
    .option('--junit <file>', 'also write a JUnit report')
    .option('--grep <text>', 'only tests whose title has this text')
    .option('--watch', 'run again when a test or a bot changes', false)
    .option('--update', 'write what the bots say now into the tests', false)
    .option('--coverage <folder>', 'say which nodes and routes the tests have been through; a page goes into the folder')
    .action(async (files: readonly string[], options: TestArguments) => done(await testCommand(files, options, context)));
  addCommonOptions(test).addHelpText(
    'after',
    `\nNothing is called and nobody waits: calls are answered by the tests' stubs, pauses are skipped. Exit code: 0 fine, 1 a test failed,\n2 a test or a bot cannot be read.\n${examples(
      [
        "test 'conversations/*.test.yaml'",
        "test 'conversations/*.test.yaml' --grep refund --watch",
        "test 'conversations/*.test.yaml' --format github --junit report.xml --coverage coverage",
      ],
    )}`,
  );

  const probe = command(
    program,
    'probe <bot> <integration>',
    'call an integration with example values and learn its response',
    botHelp,
    'the id or name of an integration of the bot',
  )
    .option('--save', 'write the response and its JSON Schema into the bot', false)
    .action(async (bot: string, integration: string, options: ProbeArguments) =>
      done(await probeCommand(bot, integration, options, context)),
    );
  addCommonOptions(addBotOptions(probe)).addHelpText(
    'after',
    `\nVariables hold what --set gives, else their \`example\`. A later probe compares the response with the one that was saved. Exit code:\n0 fine, 1 nothing was learned, a field finds nothing, or the response has changed, 2 something cannot be read or used.\n${examples(
      [
        'probe bots/order-desk.bot.yaml order-lookup',
        'probe bots/order-desk.bot.yaml order-lookup --set orderId=1042 --secret SHOP_KEY --save',
      ],
    )}`,
  );

  const auth = command(
    program,
    'auth <bot> [credential]',
    'have a person authorize a credential',
    botHelp,
    'the id or name of a credential of the bot; without one, says which are authorized',
  )
    .addOption(
      new Option('--port <n>', 'where the browser comes back to, by default any port that is free')
        .argParser(wholeNumber)
        .default(0)
        .conflicts('redirectUri'),
    )
    .option('--redirect-uri <uri>', 'where the browser comes back to, as the authorization server knows it')
    .option('--revoke', 'forget the token, and give it back where it is taken back', false)
    .addOption(
      new Option('--timeout <seconds>', 'how long to wait for the person, by default five minutes').argParser(wholeNumber).default(300),
    )
    .action(async (bot: string, credential: string | undefined, options: AuthArguments) =>
      done(await authCommand(bot, credential, options, context)),
    );
  addCommonOptions(addAuthOptions(auth)).addHelpText(
    'after',
    `\nThe browser comes back to http://127.0.0.1:PORT/callback, or to the redirect URI, which the authorization server has to know. Where that\nleads elsewhere, the address the browser ends at is pasted here. The token is kept for this user, unencrypted, and renewed by the\ncommands that run the bot. Exit code: 0 fine, 1 nothing came of it, 2 something cannot be read or used.\n${examples(
      [
        'auth bots/order-desk.bot.yaml calendar --secret CALENDAR_SECRET',
        'auth bots/order-desk.bot.yaml calendar --redirect-uri http://localhost:8765/callback',
        'auth bots/order-desk.bot.yaml',
        'auth bots/order-desk.bot.yaml calendar --revoke',
      ],
    )}`,
  );
  return program;
};

const botHelp = 'a .ts, .js, .json or .yaml file, or the document of a platform';

const command = (program: Command, usage: string, description: string, ...help: readonly string[]): Command => {
  const [name = '', ...parameters] = usage.split(' ');
  const added = program
    .command(name)
    .description(`${description.charAt(0).toUpperCase()}${description.slice(1)}.`)
    .summary(description);
  return parameters.reduce((all, parameter, index) => all.argument(parameter, help[index] ?? help[0]), added);
};

/** Without the defaults: the descriptions say what there is to know. */
const optionDescription = ({ description, argChoices }: Option): string =>
  argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`;

const examples = (lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  dragoman ${line}`).join('\n')}`;

const wholeNumber = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number.');
};
