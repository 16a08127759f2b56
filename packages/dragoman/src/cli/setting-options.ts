import { parseEnv } from 'node:util';
import { type Bot, DragomanError, type Json, type JsonObject } from '@dragoman/core';
import { readDataFile, readTextFile } from './data-file.ts';

export type Environment = { readonly [name: string]: string | undefined };

/** The environment with what `--env-file` adds; what the environment has already stays. */
export const readEnvironment = async (environment: Environment, file: string | undefined, cwd: string): Promise<Environment> => {
  if (file === undefined) return environment;
  const text = await readTextFile('--env-file', file, cwd);
  return { ...parseEnv(text), ...environment };
};

/** Reads `--env NAME=VALUE`. */
export const readEnv = (given: readonly string[]): { readonly [name: string]: string } =>
  Object.fromEntries(given.map((argument) => readPair(argument, '--env', 'NAME=VALUE')));

/** Reads `--given NAME=VALUE` and `--given NAME=@FILE`: JSON where it is JSON, else text. */
export const readGiven = async (given: readonly string[], cwd: string): Promise<JsonObject> =>
  Object.fromEntries(
    await Promise.all(
      given.map(async (argument) => {
        const [name, value] = readPair(argument, '--given', 'NAME=VALUE or NAME=@FILE');
        return [name, value.startsWith('@') ? await readDataFile('--given', value.slice(1), cwd) : (parse(value) ?? value)] as const;
      }),
    ),
  );

/** Takes the values of `--secret NAME` from the environment. */
export const readSecrets = (names: readonly string[], environment: Environment): { readonly [name: string]: string } =>
  Object.fromEntries(
    names.map((name) => {
      // The message does not repeat what was typed: it may be the secret itself.
      if (!/^[A-Za-z_]\w*$/.test(name))
        throw wrong('--secret: expected the NAME of an environment variable, never a value. Put the value into the environment.');
      const value = environment[name];
      if (value === undefined)
        throw wrong(`--secret: the environment has no variable ${name}. Set it, or name a file that does with --env-file.`);
      return [name, value];
    }),
  );

/** Reads `--set VARIABLE=VALUE` by the variable's declared type; an undeclared one is text. */
export const readVariables = (given: readonly string[], { variables }: Bot): JsonObject =>
  Object.fromEntries(
    given.map((argument) => {
      const [name, text] = readPair(argument, '--set', 'VARIABLE=VALUE');
      const type = variables.find((variable) => variable.name === name)?.type ?? 'text';
      return [name, type === 'text' ? text : readTyped(name, text, type)];
    }),
  );

const readTyped = (name: string, text: string, type: 'number' | 'boolean' | 'json'): Json => {
  const value = parse(text);
  if (value !== undefined && (type === 'json' || typeof value === type)) return value;
  throw wrong(`--set: the variable ${name} takes ${type === 'json' ? 'JSON' : `a ${type}`}. Write ${name}=${examples[type]}.`);
};

const examples = { number: '3', boolean: 'true', json: `'["a"]'` };

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readPair = (argument: string, option: string, form: string): readonly [string, string] => {
  const equals = argument.indexOf('=');
  if (equals < 1) throw wrong(`${option}: not understood. Expected ${form}.`);
  return [argument.slice(0, equals), argument.slice(equals + 1)];
};

const wrong = (message: string) => new DragomanError(message, { code: 'configuration' });
