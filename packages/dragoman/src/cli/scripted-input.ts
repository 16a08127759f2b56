import { DragomanError, type Input, type MessageInput } from '@dragoman/core';
import { readDataFile } from './data-file.ts';

/** `--say`, `--intent` or `--callback`, as it was typed. */
export interface ScriptArgument {
  readonly option: 'say' | 'intent' | 'callback';
  readonly value: string;
}

/** What `run` is told to do, in command-line order. Throws `configuration`. */
export const readScript = (given: readonly ScriptArgument[], cwd: string): Promise<readonly Input[]> =>
  Promise.all(
    given.flatMap(({ option, value }, index): (Input | Promise<Input>)[] => {
      if (option === 'callback') return [readCallback(value, cwd)];
      if (option === 'say') return [messageOf(value, index, given)];
      if (given[index - 1]?.option !== 'callback' && index > 0) return [];
      throw new DragomanError('--intent: there is nothing said before it. Write it behind the --say whose intent it is.', {
        code: 'configuration',
      });
    }),
  );

/** What is said, with the intents that stand behind it. */
const messageOf = (text: string, index: number, given: readonly ScriptArgument[]): Input => {
  const others = given.slice(index + 1);
  const end = others.findIndex(({ option }) => option !== 'intent');
  const intents = others.slice(0, end === -1 ? undefined : end).map(({ value }) => value);
  return { kind: 'message', id: `m${index + 1}`, text, ...intentsOf(intents) };
};

/** The part of a message that says its intents. */
export const intentsOf = (names: readonly string[]): Pick<MessageInput, 'intents'> =>
  names.length === 0 ? {} : { intents: names.map((name) => ({ name })) };

/** Reads `--callback REFERENCE=RESULT[:FILE]`; the file is what the callback brings, JSON or text. */
const readCallback = async (argument: string, cwd: string): Promise<Input> => {
  const [, reference, result, file] = /^([^=]+)=([^:]+)(?::(.+))?$/s.exec(argument) ?? [];
  if (reference === undefined || result === undefined) {
    throw new DragomanError('--callback: not understood. Expected REFERENCE=RESULT or REFERENCE=RESULT:FILE.', { code: 'configuration' });
  }
  return { kind: 'callback', reference, result, ...(file === undefined ? {} : { data: await readDataFile('--callback', file, cwd) }) };
};
