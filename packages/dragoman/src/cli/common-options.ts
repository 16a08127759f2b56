import { type Command, Option } from 'commander';
import type { NetworkArguments } from './network-options.ts';

/** The options every command takes, as they were typed. */
export interface CommonArguments {
  readonly config?: string;
  readonly plugin: readonly string[];
  readonly env: readonly string[];
  readonly secret: readonly string[];
  readonly envFile?: string;
  readonly set: readonly string[];
  readonly given: readonly string[];
  readonly quiet: boolean;
  readonly color: boolean;
  readonly debug: boolean;
}

export interface BotArguments extends CommonArguments, NetworkArguments {
  /** The platform the bot is run as. */
  readonly as?: string;
  readonly channel?: string;
  /** What credentials of the bot are here, in files, by id. */
  readonly credential: readonly string[];
}

export const addCommonOptions = (command: Command): Command =>
  add(command, 'Common options:', [
    new Option('--config <file>', 'settings; default: the nearest dragoman.config.{ts,js,json} upwards'),
    repeatable('--plugin <module>', 'a plugin: a package, or a path that begins with ./'),
    new Option('--quiet', 'no warnings, no closing line').default(false),
    new Option('--no-color', 'no colours; also NO_COLOR'),
    new Option('--debug', 'stack traces of errors').default(false),
  ]);

/** Options of the commands that run a bot. */
export const addBotOptions = (command: Command): Command => {
  add(command, 'Platform:', [
    new Option('--as <platform>', 'run it as it would be on a platform: translated there and read back'),
    new Option('--channel <channel>', 'the channel of that platform'),
  ]);
  add(command, 'Values:', [
    repeatable('--set <VARIABLE=VALUE>', 'a variable of the bot, read by its declared type'),
    repeatable('--given <NAME=VALUE|@FILE>', "what only the platform's cloud would know: VALUE or the file is JSON or text"),
    repeatable('--env <NAME=VALUE>', 'what {{env.NAME}} reads'),
    repeatable('--credential <ID=FILE>', 'what a credential is here: FILE is JSON, { kind, fields }'),
    ...secretOptions(),
  ]);
  return add(command, 'Network:', [
    ...hostOptions(),
    repeatable(
      '--stub <INTEGRATION=RESULT>',
      'answers a call itself: STATUS[:FILE], timeout, error or max-connection; again: the next call',
    ),
    new Option('--offline', 'no network: calls without a stub fail').default(false),
  ]);
};

/** Options of `auth`, which asks an authorization server. */
export const addAuthOptions = (command: Command): Command => add(add(command, 'Values:', secretOptions()), 'Network:', hostOptions());

const secretOptions = (): readonly Option[] => [
  repeatable('--secret <NAME>', 'a secret, taken from the environment variable NAME'),
  new Option('--env-file <file>', 'more environment variables for --secret, as NAME=VALUE lines'),
];

const hostOptions = (): readonly Option[] => [
  repeatable('--allow-host <HOST[:PORT]>', 'a local or private host that calls may reach'),
  repeatable('--connect <HOST[:PORT]=HOST:PORT>', 'sends calls for a host to another address, as plain http, and allows it'),
];

const add = (command: Command, heading: string, options: readonly Option[]): Command =>
  options.reduce((all, option) => all.addOption(option.helpGroup(heading)), command);

/** An option that may be given again. */
export const repeatable = (flags: string, description: string): Option =>
  new Option(flags, `${description} (repeatable)`)
    .argParser((value: string, previous: readonly string[]) => [...previous, value])
    .default([]);
