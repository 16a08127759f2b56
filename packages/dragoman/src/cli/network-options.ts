import { DragomanError } from '@dragoman/core';
import type { Stub, Stubs } from '@dragoman/runtime';
import type { NetworkSettings } from '../config/network-settings.ts';
import { readDataFile } from './data-file.ts';

/** The network options of a command, as they were typed. */
export interface NetworkArguments {
  readonly allowHost: readonly string[];
  readonly connect: readonly string[];
  readonly stub: readonly string[];
  readonly offline: boolean;
}

/** The config's network settings with what the options add. Throws `configuration`. */
export const readNetwork = (
  { allowHost, connect }: Pick<NetworkArguments, 'allowHost' | 'connect'>,
  settings: NetworkSettings = {},
): NetworkSettings => ({
  ...settings,
  allowHosts: [...(settings.allowHosts ?? []), ...allowHost],
  // The first that fits a host wins, so what is typed goes before the config.
  connect: [...connect.map(readConnection), ...(settings.connect ?? [])],
});

/** Reads `--stub INTEGRATION=STATUS[:FILE]`, in order; repeated ones of a name become a sequence. */
export const readStubs = async (given: readonly string[], cwd: string): Promise<Stubs> => {
  const stubs = new Map<string, Stub[]>();
  for (const argument of given) {
    const [, name, result = '', file] = /^(.+?)=(\d{3}|timeout|error|max-connection)(?::(.+))?$/s.exec(argument) ?? [];
    if (name === undefined) throw wrong('--stub', 'INTEGRATION=STATUS[:FILE], or =timeout, =error or =max-connection');
    if (file !== undefined && !/^\d/.test(result)) throw wrong('--stub', `a status before the file: a ${result} has no body`);
    const stub = await readStub(result, file, cwd);
    stubs.set(name, [...(stubs.get(name) ?? []), stub]);
  }
  return Object.fromEntries(stubs);
};

const readStub = async (result: string, file: string | undefined, cwd: string): Promise<Stub> => {
  if (result === 'timeout' || result === 'error' || result === 'max-connection') return result;
  const status = Number(result);
  if (status < 100 || status > 599) throw wrong('--stub', 'a status from 100 to 599');
  return file === undefined ? status : { status, body: await readDataFile('--stub', file, cwd) };
};

const readConnection = (connection: string): { readonly from: string; readonly to: string } => {
  const [from, to, ...more] = connection.split('=');
  if (from === undefined || to === undefined || more.length > 0) throw wrong('--connect', 'HOST[:PORT]=HOST:PORT');
  return { from, to };
};

const wrong = (option: string, expected: string) =>
  new DragomanError(`${option}: not understood. Expected ${expected}.`, { code: 'configuration' });
