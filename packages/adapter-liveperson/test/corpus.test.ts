import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../src/adapter.ts';

const adapter = createLivePersonAdapter();

/** A folder of anybody's own exports, to run against. Documents of other platforms may stand in it. */
const exportsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, source: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ source }) => mayBeExport(source));

const mayBeExport = (source: string): boolean => {
  try {
    return adapter.artifact.recognises(JSON.parse(source));
  } catch {
    // Let the import say what is wrong with it.
    return true;
  }
};

const folder = process.env.DRAGOMAN_CORPUS;
const files = folder === undefined ? [] : exportsIn(folder);

test.skipIf(files.length > 0)('exported bots (skipped: DRAGOMAN_CORPUS names no folder that holds any)', ({ skip }) => skip());

describe.each(files)('$file', ({ source }) => {
  test('is read, and all of it', () => {
    const { value, diagnostics } = importBot(adapter, source);
    const document = JSON.parse(source) as { readonly [list: string]: readonly unknown[] | undefined };
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value.flows.flatMap(({ nodes }) => nodes)).toHaveLength(document.conversationMessage?.length ?? 0);
    expect(value.integrations).toHaveLength(document.responder?.length ?? 0);
    expect(value.flows.length).toBeGreaterThanOrEqual(document.groups?.length ?? 0);
  });
});
