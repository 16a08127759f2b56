import { type Bot, DragomanError, isJsonObject, type Plugin, readBot } from '@dragoman/core';
import { builtInCredentialKinds } from '@dragoman/http';
import { readDataFile } from './data-file.ts';

/**
 * The bot with what `--credential ID=FILE` says of its credentials, by id or name: `{ "kind": …, "fields": … }`. So a
 * credential that stayed with its platform can be used here. Throws `configuration`.
 */
export const withCredentials = async (bot: Bot, given: readonly string[], plugins: readonly Plugin[], cwd: string): Promise<Bot> => {
  let { credentials } = bot;
  for (const argument of given) {
    const [, name = '', file = ''] = /^([^=]+)=(.+)$/s.exec(argument) ?? [];
    if (name === '') throw wrong('not understood. Expected ID=FILE.');
    const index = credentials.findIndex((one) => one.id === name || one.name === name);
    const known = credentials[index];
    if (known === undefined) {
      const ids = credentials.map(({ id }) => id).join(', ');
      throw wrong(`the bot has no credential ${JSON.stringify(name)}. It has ${ids === '' ? 'none' : ids}.`);
    }
    const said = await readDataFile('--credential', file, cwd);
    if (!isJsonObject(said) || typeof said.kind !== 'string')
      throw wrong(`${file} holds no credential. Write { "kind": "access-token", "fields": { "token": { "secret": "NAME" } } }.`);
    const made = { id: known.id, name: known.name, kind: said.kind, fields: said.fields ?? {} };
    const problem = problemOf(made, plugins);
    if (problem !== undefined) throw wrong(`${file}: ${problem}`);
    credentials = credentials.with(index, made as Bot['credentials'][number]);
  }
  return credentials === bot.credentials ? bot : { ...bot, credentials };
};

const problemOf = (credential: object, plugins: readonly Plugin[]): string | undefined => {
  const credentialKinds = [...builtInCredentialKinds, ...plugins.flatMap((plugin) => plugin.credentialKinds)];
  const { diagnostics } = readBot({ id: 'credential', credentials: [credential] }, { credentialKinds });
  const found = diagnostics.find(({ severity }) => severity === 'error');
  return found && [found.reason, found.fix].filter((part) => part !== undefined).join(' ');
};

const wrong = (problem: string) => new DragomanError(`--credential: ${problem}`, { code: 'configuration' });
