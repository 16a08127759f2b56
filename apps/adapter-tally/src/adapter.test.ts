import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportBot, importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createTallyAdapter } from './adapter.ts';

const adapter = createTallyAdapter();
const folder = join(import.meta.dirname, '../test/fixtures');
const fixture = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe.each(globSync('*.json', { cwd: folder }).toSorted())('%s', (name) => {
  test('comes back letter by letter', () => {
    const { value } = importBot(adapter, fixture(name));
    const { text, diagnostics } = exportBot(adapter, value);
    expect(text).toBe(fixture(name));
    expect(diagnostics).toEqual([]);
  });

  test('says the same printed anew', () => {
    const { value } = importBot(adapter, fixture(name));
    const { origins: _, ...bot } = value;
    const { origins: __, ...again } = importBot(adapter, exportBot(adapter, bot).value).value;
    expect(again).toEqual(withoutDanglingLinks(bot));
  });
});

/** Printed anew, what led nowhere ends the scene, which is what it did. */
const withoutDanglingLinks = (bot: object): unknown =>
  JSON.parse(JSON.stringify(bot), (_name, value) => (typeof value === 'object' && value?.unresolved ? { end: 'flow' } : value));
