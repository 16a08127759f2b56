import { writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { type Bot, DragomanError } from '@dragoman/core';
import type { Recording } from '@dragoman/runtime';
import * as z from 'zod';
import { testOfRecording } from '../testing/test-of-recording.ts';
import type { BotArguments } from './common-options.ts';
import { readDataFile } from './data-file.ts';
import { readEnv, readGiven } from './setting-options.ts';

/** Reads what `--record` wrote. Throws `validation` when it is something else. */
export const readRecording = async (file: string, cwd: string): Promise<Recording> => {
  const value = await readDataFile('--replay', file, cwd);
  if (recordingSchema.safeParse(value).success) return value as unknown as Recording;
  throw new DragomanError(`${file}: this is not a recording. Make one with --record.`, { code: 'validation' });
};

/** What was recorded, for whoever holds the conversation again. */
export interface RecordedRun {
  /** The bot that ran. */
  readonly bot: Bot;
  readonly botFile: string;
  readonly cwd: string;
  readonly options: Pick<BotArguments, 'as' | 'channel' | 'env' | 'given'>;
}

/** Writes a recording; into a YAML file, as a conversation test of the bot. Throws `configuration` when the file cannot be written. */
export const writeRecording = async (
  file: string,
  recording: Recording,
  { bot, botFile, cwd, options: { as, channel, env, given } }: RecordedRun,
): Promise<void> => {
  const path = resolve(cwd, file);
  const text = /\.ya?ml$/i.test(file)
    ? testOfRecording(recording, {
        bot,
        botFile: relative(dirname(path), resolve(cwd, botFile)),
        ...(as !== undefined && { as }),
        ...(channel !== undefined && { channel }),
        env: readEnv(env),
        given: await readGiven(given, cwd),
      })
    : `${JSON.stringify(recording, null, 2)}\n`;
  try {
    await writeFile(path, text);
  } catch (cause) {
    const code = String(Reflect.get(Object(cause), 'code'));
    throw new DragomanError(`--record: ${file} cannot be written (${code}). Check the folder.`, { code: 'configuration', cause });
  }
};

// As much as a replay relies on; whether it is the recording of this bot, the replay itself finds out.
const recordingSchema = z.looseObject({
  format: z.literal('dragoman-recording/1'),
  bot: z.looseObject({ id: z.string(), version: z.string() }),
  variables: z.record(z.string(), z.json()),
  turns: z.array(
    z.looseObject({
      input: z.looseObject({ kind: z.enum(['message', 'callback', 'timer', 'event', 'handoff-end']) }),
      startedAtMs: z.number(),
      seed: z.string(),
      steps: z.array(z.looseObject({ name: z.string(), value: z.json(), atMs: z.number() })),
      effects: z.array(z.looseObject({ kind: z.string() })),
    }),
  ),
});
