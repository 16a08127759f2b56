import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strayChange } from '@dragoman/conformance';
import { exportBot, importBot } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../src/adapter.ts';
import { elementEdits } from './edits.fixture.ts';

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

  test('comes back byte for byte', () => {
    expect(exportBot(adapter, importBot(adapter, source).value).text).toBe(source);
  });

  test('changes by an edit only what the edited element is printed as', { timeout: 60_000 }, () => {
    const bot = importBot(adapter, source).value;
    const edits = elementEdits(bot);
    const pick = fc.nat(Math.max(0, edits.length - 1));
    fc.assert(
      fc.property(pick, pick, (first, second) => {
        const [one, other] = [edits[first], edits[second]];
        if (one === undefined || other === undefined || one.what === other.what) return;
        expect(strayChange({ create: () => adapter, plugins: [] }, bot, source, one, other)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});
