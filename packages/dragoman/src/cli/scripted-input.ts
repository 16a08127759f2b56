import { DragomanError, type Input } from '@dragoman/core';
import { readDataFile } from './data-file.ts';

/** `--say` or `--callback`, as it was typed. */
export interface ScriptArgument {
  readonly option: 'say' | 'callback';
  readonly value: string;
}

/** What `run` is told to do, in command-line order. Throws `configuration`. */
export const readScript = (given: readonly ScriptArgument[], cwd: string): Promise<readonly Input[]> =>
  Promise.all(
    given.map(({ option, value }, index) =>
      option === 'say' ? ({ kind: 'message', id: `m${index + 1}`, text: value } as const) : readCallback(value, cwd),
    ),
  );

/** Reads `--callback REFERENCE=RESULT[:FILE]`; the file is what the callback brings, JSON or text. */
const readCallback = async (argument: string, cwd: string): Promise<Input> => {
  const [, reference, result, file] = /^([^=]+)=([^:]+)(?::(.+))?$/s.exec(argument) ?? [];
  if (reference === undefined || result === undefined) {
    throw new DragomanError('--callback: not understood. Expected REFERENCE=RESULT or REFERENCE=RESULT:FILE.', { code: 'configuration' });
  }
  return { kind: 'callback', reference, result, ...(file === undefined ? {} : { data: await readDataFile('--callback', file, cwd) }) };
};
