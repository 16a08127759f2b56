import { type Bot, type Credential, DragomanError } from '@dragoman/core';
import { type Authorizer, createAuthorizer, createFileTokenStore } from '@dragoman/http';
import { printable } from '../printing/printable.ts';
import { authorizationLines } from './authorization-lines.ts';
import type { CommonArguments } from './common-options.ts';
import { type NetworkArguments, readNetwork } from './network-options.ts';
import { openConfig, readBotFile } from './open-bot.ts';
import { pastedRedirect } from './pasted-redirect.ts';
import { isOnThisMachine, listenForRedirect } from './redirect-listener.ts';
import { readEnvironment, readSecrets } from './setting-options.ts';
import { type CommandContext, createTerminal, type Terminal } from './terminal.ts';
import { tokenFolder } from './token-folder.ts';

export interface AuthArguments extends CommonArguments, Pick<NetworkArguments, 'allowHost' | 'connect'> {
  /** Where the browser comes back to on this machine; 0 for a port that is free. */
  readonly port: number;
  /** Where it comes back to, as the authorization server knows it. */
  readonly redirectUri?: string;
  /** How long to wait for the person, in seconds. */
  readonly timeout: number;
  readonly revoke: boolean;
}

/**
 * `dragoman auth`: has a person authorize a credential, and keeps the token for the commands that run bots; or gives it
 * back; or, without a credential, says which are authorized. Gives the exit code.
 */
export const authCommand = async (
  file: string,
  name: string | undefined,
  options: AuthArguments,
  context: CommandContext,
): Promise<number> => {
  const terminal = createTerminal(context, options);
  const config = await openConfig(options, context.cwd);
  const secrets = readSecrets(options.secret, await readEnvironment(context.environment, options.envFile, context.cwd));
  const { bot } = await readBotFile(file, config.plugins, context.cwd, terminal);
  const credential = name === undefined ? undefined : findCredential(bot, name, file);
  if (credential === undefined && options.revoke) throw wrong('--revoke: name the credential whose token is not needed any more.');

  const authorizer = createAuthorizer({
    ...readNetwork(options, config.network),
    credentialKinds: config.plugins.flatMap(({ credentialKinds }) => credentialKinds),
    secrets: { reveal: (secret) => (Object.hasOwn(secrets, secret) ? secrets[secret] : undefined) },
    tokens: createFileTokenStore(tokenFolder(context.environment)),
  });
  try {
    if (credential === undefined) terminal.print(await authorizationLines(bot, file, authorizer, Date.now()));
    else if (options.revoke) await revoke(credential, authorizer, options, terminal);
    else await authorize(credential, authorizer, options, context, terminal);
  } finally {
    await authorizer.dispose();
  }
  return 0;
};

const authorize = async (
  credential: Credential,
  authorizer: Authorizer,
  { port, redirectUri, timeout, quiet }: AuthArguments,
  { stdin }: CommandContext,
  terminal: Terminal,
): Promise<void> => {
  const given = redirectUri === undefined ? undefined : redirectTarget(redirectUri);
  const isHere = given === undefined || isOnThisMachine(given);
  const listener = isHere ? await listenForRedirect(redirectUri === undefined ? { port } : { uri: redirectUri }) : undefined;
  const uri = listener?.uri ?? redirectUri ?? '';
  const complain = (problem: string) => terminal.complain([problem]);
  const pasted = stdin.isTTY === true || !isHere ? pastedRedirect(stdin, { uri, isOnlyWay: !isHere, complain }) : undefined;
  const ways = [listener, pasted].filter((way) => way !== undefined);
  try {
    const signal = AbortSignal.timeout(timeout * 1000);
    await authorizer.authorize(credential, {
      redirectUri: uri,
      signal,
      visit: (url) => {
        terminal.print([
          isHere ? 'Open this page in a browser of this machine, and agree there:' : 'Open this page in a browser, and agree there:',
          url.href,
          ...(pasted === undefined ? [] : [`${isHere ? 'Or paste' : 'Then paste'} the address the browser comes back with here.`]),
        ]);
        return Promise.race(ways.map((way) => way.redirected(signal)));
      },
    });
  } finally {
    await Promise.all(ways.map((way) => way.close()));
  }
  if (!quiet) terminal.print([printable(`${credential.name} is authorized.`)]);
};

const revoke = async (
  credential: Credential,
  authorizer: Authorizer,
  { timeout, quiet }: AuthArguments,
  terminal: Terminal,
): Promise<void> => {
  const before = await authorizer.authorization(credential).catch(() => 'unreadable');
  const isGivenBack = await authorizer.revoke(credential, { signal: AbortSignal.timeout(timeout * 1000) });
  if (quiet) return;
  const rest = isGivenBack
    ? 'and its token was given back.'
    : 'but its token stays good where it was issued, until it runs out: the authorization server was not told.';
  terminal.print([
    printable(before === undefined ? `${credential.name} was not authorized.` : `${credential.name} is not authorized any more, ${rest}`),
  ]);
};

const redirectTarget = (uri: string): URL => {
  const url = URL.parse(uri);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url !== null && isWeb && url.hash === '' && url.username === '' && url.password === '') return url;
  throw wrong(
    '--redirect-uri: not the address of a web page. Write it as the authorization server knows it, like http://localhost:8765/callback.',
  );
};

const findCredential = ({ credentials }: Bot, name: string, file: string): Credential => {
  const found = credentials.find((credential) => credential.id === name) ?? credentials.find((credential) => credential.name === name);
  if (found !== undefined) return found;
  const known = credentials.map(({ id }) => id).join(', ');
  throw wrong(`${file}: there is no credential "${name}". The bot has ${known === '' ? 'none' : known}.`);
};

const wrong = (message: string): DragomanError => new DragomanError(message, { code: 'configuration' });
