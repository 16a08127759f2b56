import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DragomanError, type Json } from '@dragoman/core';

/** Reads a file that an option names: as JSON when it is JSON, else as text. Throws `configuration`. */
export const readDataFile = async (option: string, file: string, cwd: string): Promise<Json> => {
  const text = await readTextFile(option, file, cwd);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Reads a text file that an option names. Throws `configuration`. */
export const readTextFile = async (option: string, file: string, cwd: string): Promise<string> => {
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const code = String(Reflect.get(Object(cause), 'code'));
    throw new DragomanError(`${option}: ${file} cannot be read (${code}). Check the path.`, { code: 'configuration', cause });
  }
};
