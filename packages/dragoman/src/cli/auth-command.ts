import { type Bot, type Credential, DragomanError } from '@dragoman/core';
import { createAuthorizer, createFileTokenStore } from '@dragoman/http';
import { printable } from '../printing/printable.ts';
import type { CommonArguments } from './common-options.ts';
import { type NetworkArguments, readNetwork } from './network-options.ts';
import { openConfig, readBotFile } from './open-bot.ts';
import { listenForRedirect } from './redirect-listener.ts';
import { readEnvironment, readSecrets } from './setting-options.ts';
import { type CommandContext, createTerminal } from './terminal.ts';
import { tokenFolder } from './token-folder.ts';

export interface AuthArguments extends CommonArguments, Pick<NetworkArguments, 'allowHost' | 'connect'> {
  /** Where the browser comes back to; 0 for a port that is free. */
  readonly port: number;
  /** How long to wait for the person. */
  readonly timeout: number;
}

/** `dragoman auth`: has a person authorize a credential, and keeps the token for the commands that run bots. Gives the exit code. */
export const authCommand = async (file: string, name: string, options: AuthArguments, context: CommandContext): Promise<number> => {
  const terminal = createTerminal(context, options);
  const config = await openConfig(options, context.cwd);
  const secrets = readSecrets(options.secret, await readEnvironment(context.environment, options.envFile, context.cwd));
  const { bot } = await readBotFile(file, config.plugins, context.cwd, terminal);
  const credential = findCredential(bot, name, file);

  const authorizer = createAuthorizer({
    ...readNetwork(options, config.network),
    credentialKinds: config.plugins.flatMap(({ credentialKinds }) => credentialKinds),
    secrets: { reveal: (secret) => (Object.hasOwn(secrets, secret) ? secrets[secret] : undefined) },
    tokens: createFileTokenStore(tokenFolder(context.environment)),
  });
  const listener = await listenForRedirect(options.port);
  try {
    const signal = AbortSignal.timeout(options.timeout * 1000);
    await authorizer.authorize(credential, {
      redirectUrl: listener.url,
      signal,
      visit: (url) => {
        terminal.print(['Open this page in a browser of this machine, and agree there:', url.href]);
        return listener.redirected(signal);
      },
    });
  } finally {
    await Promise.all([listener.close(), authorizer.dispose()]);
  }
  if (!options.quiet) terminal.print([printable(`${credential.name} is authorized.`)]);
  return 0;
};

const findCredential = ({ credentials }: Bot, name: string, file: string): Credential => {
  const found = credentials.find((credential) => credential.id === name) ?? credentials.find((credential) => credential.name === name);
  if (found !== undefined) return found;
  const known = credentials.map(({ id }) => id).join(', ');
  throw new DragomanError(`${file}: there is no credential "${name}". The bot has ${known === '' ? 'none' : known}.`, {
    code: 'configuration',
  });
};
